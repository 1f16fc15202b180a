import { withTexts } from './index.ts'
import en from './en/admin.ts'
import enHooks from './en/hooks.ts'
import zh from './zh/admin.ts'
import zhHooks from './zh/hooks.ts'

// Few ever see these pages, so their texts come with them and weigh on nobody else.
withTexts({ ...zh, ...zhHooks }, { ...en, ...enHooks })
