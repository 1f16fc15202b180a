import { language } from '../i18n/index.ts'
import { momentWords } from './clockwords.ts'
import { useClock } from './useClock.ts'

/** Times in the words of the chosen language, by the server's clock. */
export function useTimes() {
  const now = useClock()
  const moment = (at: string): string => momentWords(Date.parse(at), now.value, language.value)
  return { now, moment }
}
