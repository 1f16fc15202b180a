import { computed, watchEffect } from 'vue'
import { createI18n } from 'vue-i18n'
import { rememberLanguage, rememberedLanguage, type Language, type Words } from './language.ts'
import en from './en/index.ts'
import zh from './zh/index.ts'

export const i18n = createI18n({
  legacy: false,
  locale: rememberedLanguage(),
  fallbackLocale: 'zh',
  messages: { zh, en },
})

/** The language in use; setting it changes the page at once and is remembered. */
export const language = computed<Language>({
  get: () => (i18n.global.locale.value === 'en' ? 'en' : 'zh'),
  set: (chosen) => {
    i18n.global.locale.value = chosen
    rememberLanguage(chosen)
  },
})

/** The text of a key outside a component, in the language in use. */
export const t = i18n.global.t

/** The half of a two-language text that is in use. */
export function inWords(words: Words): string {
  return words[language.value] || words.zh
}

watchEffect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})
