import { language } from '../i18n/index.ts'
import { momentWords, spanWords } from './clockwords.ts'
import { useClock } from './useClock.ts'

/** Times in the words of the chosen language, by the server's clock. */
export function useTimes() {
  const now = useClock()
  const moment = (at: string): string => momentWords(Date.parse(at), now.value, language.value)
  /** How long ago (or, negative, how long until) as a span. */
  const since = (at: string): string => spanWords(Math.abs(now.value - Date.parse(at)), language.value)
  return { now, moment, since }
}
