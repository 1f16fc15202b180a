import { i18n } from './index.ts'
import en from './en/roster.ts'
import zh from './zh/roster.ts'

// Only the table's page needs these texts: the first page of a phone does not wait for them.
i18n.global.mergeLocaleMessage('zh', zh)
i18n.global.mergeLocaleMessage('en', en)
