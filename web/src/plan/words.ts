import type { Due, Playbook } from '../api/types.ts'
import { spanWords } from '../composables/clockwords.ts'
import { spanOf } from '../composables/spans.ts'
import { inWords, language, t } from '../i18n/index.ts'
import type { Words } from '../i18n/language.ts'

/** What a plan calls its parts, in the language in use. */
export function wordsOf(plan: Playbook) {
  const span = (told: string | null | undefined): string => spanWords(spanOf(told), language.value)
  const say = (words: Partial<Words> | undefined, otherwise = ''): string =>
    (words && inWords({ zh: words.zh ?? '', en: words.en ?? words.zh ?? '' })) || otherwise

  const role = (id: string | null): string => (id ? say(plan.roles?.[id], id) : '')
  const form = (id: string | null | undefined): string => (id ? say(plan.papers?.[id]?.name ?? plan.forms?.[id], id) : '')
  const event = (id: string | null | undefined): string => say(plan.events?.[id ?? '']?.name, t('plan.someEvent'))
  const phase = (id: string | null): string => (id ? say(plan.phases?.[id], t('plan.nextPhase')) : t('plan.firstPhase'))
  const level = (id: string): string => say(plan.level_words?.[id]?.name, id)
  const forecast = (id: string): string => (id === 'planned_end' ? t('plan.plannedEnd') : say(plan.forecasts?.[id], t('plan.someTime')))
  const target = (id: string): string => say(plan.targets?.[id]?.name, t('plan.someTarget'))

  function clock(due: Due): string {
    return (due.at ?? []).map((at, nth) => at.slice(0, 5) + (due.until?.[nth] ? `–${due.until[nth].slice(0, 5)}` : '')).join(t('mark.comma'))
  }

  /** When something is due, in a few words: 启动后30分钟内. */
  function due(told: Due): string {
    switch (told.kind) {
      case 'offset':
        return spanOf(told.plus) ? t('plan.due.offset', { span: span(told.plus) }) : t('plan.due.atOnce')
      case 'level':
        return t('plan.due.level', { level: level(told.level ?? ''), span: span(told.plus) })
      case 'daily':
        return t('plan.due.daily', { at: clock(told) })
      case 'interval':
        return t('plan.due.interval', { span: span(told.every) })
      case 'day':
        return t('plan.due.day', { day: told.day, at: clock(told) })
      case 'before':
        return t('plan.due.before', { target: forecast(told.target ?? ''), span: span(told.minus) })
      case 'event':
        return t('plan.due.event', { event: event(told.event), span: span(told.plus) })
      case 'phase':
        return t('plan.due.phase', { span: span(told.plus) })
    }
  }

  /** The same as the heading of its stop, where the strip says the rest: 30分钟. */
  function stop(told: Due): string {
    if (told.kind === 'offset') return spanOf(told.plus) ? t('plan.stop.offset', { span: span(told.plus) }) : t('plan.due.atOnce')
    if (told.kind === 'level') return t('plan.stop.level', { level: level(told.level ?? ''), span: span(told.plus) })
    if (told.kind === 'daily') return clock(told)
    return due(told)
  }

  return { span, say, role, form, event, phase, level, forecast, target, due, stop }
}

export type PlanWords = ReturnType<typeof wordsOf>
