import { i18n } from './index.ts'
import en from './en/district.ts'
import zh from './zh/district.ts'

// A place at a glance is for a desk or a wall: its texts come with its pages.
i18n.global.mergeLocaleMessage('zh', zh)
i18n.global.mergeLocaleMessage('en', en)
