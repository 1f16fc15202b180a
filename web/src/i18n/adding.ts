import { i18n } from './index.ts'
import en from './en/adding.ts'
import zh from './zh/adding.ts'

// A task of one's own is added now and then: its texts come with its sheet.
i18n.global.mergeLocaleMessage('zh', zh)
i18n.global.mergeLocaleMessage('en', en)
