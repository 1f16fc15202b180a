import { i18n } from './index.ts'
import en from './en/admin.ts'
import enHooks from './en/hooks.ts'
import zh from './zh/admin.ts'
import zhHooks from './zh/hooks.ts'

// Few ever see these pages, so their texts come with them and weigh on nobody else.
i18n.global.mergeLocaleMessage('zh', { ...zh, ...zhHooks })
i18n.global.mergeLocaleMessage('en', { ...en, ...enHooks })
