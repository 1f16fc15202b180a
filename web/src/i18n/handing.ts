import { i18n } from './index.ts'
import en from './en/handing.ts'
import zh from './zh/handing.ts'

// All is handed over now and then: its texts come with its sheet and its note.
i18n.global.mergeLocaleMessage('zh', zh)
i18n.global.mergeLocaleMessage('en', en)
