import { i18n } from '../i18n/index.ts'
import me from '../i18n/zh/me.ts'

/** The Chinese of this screen comes with it: no other page has to carry it. English comes whole. */
i18n.global.mergeLocaleMessage('zh', me)
