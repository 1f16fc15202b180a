/** The languages that people may choose; Chinese comes first. */
export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in both languages, as the API sends the ones that must not be guessed. */
export type Words = Readonly<Record<Language, string>>

const KEY = 'pingzhan.language'

/** The language chosen on this device earlier; Chinese when none was. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

/** Keeps the choice for the next visit where the browser allows it. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // A browser without storage still shows the chosen language now.
  }
}
