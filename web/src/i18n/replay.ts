import { i18n } from './index.ts'
import en from './en/replay.ts'
import zh from './zh/replay.ts'

// The past is looked at from a desk: its texts come with its page.
i18n.global.mergeLocaleMessage('zh', zh)
i18n.global.mergeLocaleMessage('en', en)
