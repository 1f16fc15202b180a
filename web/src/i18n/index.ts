import { computed, watchEffect } from 'vue'
import { createI18n } from 'vue-i18n'
import { rememberLanguage, rememberedLanguage, type Language, type Words } from './language.ts'
import zh from './zh/index.ts'

export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh, en: {} as typeof zh },
})

/** Takes in texts that come with what needs them; what Chinese says, English says too. */
export function withTexts<T extends object>(chinese: T, english: NoInfer<T>): void {
  i18n.global.mergeLocaleMessage('zh', chinese)
  i18n.global.mergeLocaleMessage('en', english)
}

/** English texts come when somebody asks for them: most never do, on a phone in a stairwell. */
const fetchEnglish = (): Promise<{ default: typeof zh }> => import('./en/index.ts')
let hasEnglish = false

async function fetchTexts(chosen: Language): Promise<void> {
  if (chosen === 'zh' || hasEnglish) return
  i18n.global.mergeLocaleMessage('en', (await fetchEnglish()).default)
  hasEnglish = true
}

/** The language in use. */
export const language = computed<Language>(() => (i18n.global.locale.value === 'en' ? 'en' : 'zh'))

/** Uses a language at once, and from now on on this device; stays with the one before where its texts cannot be had. */
export async function useLanguage(chosen: Language): Promise<void> {
  await fetchTexts(chosen)
  i18n.global.locale.value = chosen
  rememberLanguage(chosen)
}

/** The language of the last visit, before the first page is shown. */
export async function startInLanguage(): Promise<void> {
  const remembered = rememberedLanguage()
  if (remembered !== 'zh') await useLanguage(remembered).catch(() => undefined)
}

/** Has the other language's texts here, so that they are there when the line is not. */
export const fetchAllTexts = (): Promise<void> => fetchTexts('en')

/** The text of a key outside a component, in the language in use. */
export const t = i18n.global.t

/** The half of a two-language text that is in use. */
export function inWords(words: Words): string {
  return words[language.value] || words.zh
}

watchEffect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})
