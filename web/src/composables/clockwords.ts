import type { Language } from '../i18n/language.ts'

/** Communities keep China's one time, wherever the reader's device is. */
const ZONE_HOURS = 8
const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (number: number): string => String(number).padStart(2, '0')
const local = (ms: number): Date => new Date(ms + ZONE_HOURS * HOUR)
const dayOf = (ms: number): number => Math.floor((ms + ZONE_HOURS * HOUR) / DAY)

const NEAR: Record<Language, Record<number, string>> = {
  zh: { [-1]: '昨天', 0: '今天', 1: '明天' },
  en: { [-1]: 'yesterday ', 0: 'today ', 1: 'tomorrow ' },
}

/** The day by name when near, and by date otherwise: 今天, 3月1日, 2025年3月1日. */
export function dayWords(at: number, now: number, language: Language): string {
  const near = NEAR[language][dayOf(at) - dayOf(now)]
  if (near !== undefined) return near.trim()
  const date = local(at)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const sameYear = year === local(now).getUTCFullYear()
  if (language === 'zh') return `${sameYear ? '' : `${year}年`}${month + 1}月${day}日`
  return `${day} ${MONTHS[month]}${sameYear ? '' : ` ${year}`}`
}

/** The time of day on a 24-hour clock: 18:00. */
export function hourWords(at: number): string {
  const date = local(at)
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}

/**
 * Milliseconds of a moment at which what happened then had happened.
 *
 * Moments of the log are told to the microsecond: cut off, one would be before what it is the moment of.
 */
export function afterwards(at: string): number {
  const finer = /\.\d{3}(\d+)/.exec(at)?.[1] ?? ''
  return Date.parse(at) + (/[1-9]/.test(finer) ? 1 : 0)
}

/** When something is or was, as one would say it: 今天18:00, 3月1日 18:00, today 18:00. */
export function momentWords(at: number, now: number, language: Language): string {
  const day = dayWords(at, now, language)
  const tight = language === 'zh' && NEAR.zh[dayOf(at) - dayOf(now)] !== undefined
  return `${day}${tight ? '' : ' '}${hourWords(at)}`
}

const UNITS: Record<Language, [string, string, string]> = {
  zh: ['天', '小时', '分钟'],
  en: [' d', ' h', ' min'],
}

/** How long, in its two largest units and at least a minute: 25分钟, 3小时5分钟, 2天4小时. */
export function spanWords(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000))
  const parts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const said = parts.map((count, unit) => (count ? `${count}${UNITS[language][unit]}` : ''))
  return said.filter(Boolean).slice(0, 2).join(language === 'zh' ? '' : ' ')
}

/** A moment as a `datetime-local` field holds it, in the community's time. */
export function fieldOf(at: number): string {
  return local(at).toISOString().slice(0, 16)
}

/** The moment that a `datetime-local` field holds, as ISO 8601 with the community's offset. */
export function momentOf(field: string): string {
  return `${field.length === 16 ? `${field}:00` : field}+0${ZONE_HOURS}:00`
}

/** A moment in full, for paper: 2025-03-01 18:00. */
export const stampWords = (at: number): string => fieldOf(at).replace('T', ' ')

/** A moment to the second, for tables of programs: 11-28 18:00:05. */
export const exactWords = (at: string): string => local(Date.parse(at)).toISOString().slice(5, 19).replace('T', ' ')
