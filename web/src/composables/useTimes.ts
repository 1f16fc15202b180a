import { language } from '../i18n/index.ts'
import { momentWords, stampWords } from './clockwords.ts'
import { paper } from './paper.ts'
import { useClock } from './useClock.ts'

/** Times in the words of the chosen language, by the server's clock; on paper, which is read another day, in full. */
export function useTimes() {
  const now = useClock()
  const moment = (at: string): string => (paper.value ? stampWords(Date.parse(at)) : momentWords(Date.parse(at), now.value, language.value))
  return { now, moment }
}
