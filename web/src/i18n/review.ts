import { i18n } from './index.ts'
import en from './en/review.ts'
import zh from './zh/review.ts'

// A review is read afterwards: its texts come with its page.
i18n.global.mergeLocaleMessage('zh', zh)
i18n.global.mergeLocaleMessage('en', en)
