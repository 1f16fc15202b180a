import type { OwnAsking, OwnShift, Rota } from '../api/types.ts'
import { dayWords } from '../composables/clockwords.ts'
import type { Language } from '../i18n/language.ts'

/** How one stands to a shift: on it now, begun without one, taken up, asked for it, or only foreseen for it. */
export type Standing = 'on' | 'begun' | 'taken' | 'asked' | 'foreseen'

export interface Turn extends Pick<OwnShift, 'title' | 'where' | 'grid_name'> {
  key: string
  starts: number
  ends: number | null
  standing: Standing
  with: string[]
  /** Whom one asks to take it over, while they have not answered. */
  asked?: OwnAsking
  /** What is open already, and may go to a colleague. */
  shift: OwnShift | null
}

export interface Day {
  name: string
  turns: Turn[]
}

const at = (said: string | null): number => Date.parse(said ?? '')

function standingOf(shift: OwnShift, now: number): Standing {
  if (at(shift.starts_at) <= now) return shift.taken ? 'on' : 'begun'
  return shift.taken ? 'taken' : 'asked'
}

/** One's shifts in their order: those that are open, then those that are foreseen; none that is over. */
export function turnsOf(shifts: OwnShift[], rota: Rota['shifts'], member: string, now: number, askings: OwnAsking[] = []): Turn[] {
  const open: Turn[] = shifts.map((shift) => ({
    key: shift.id,
    title: shift.title,
    where: shift.where,
    grid_name: shift.grid_name,
    starts: at(shift.starts_at),
    ends: shift.due_at ? at(shift.due_at) : null,
    standing: standingOf(shift, now),
    with: shift.people.filter((one) => one.member !== member).flatMap((one) => one.name ?? []),
    shift,
    asked: askings.find((one) => one.id === shift.id && one.role === 'asking'),
  }))
  const later: Turn[] = rota.map((one) => ({
    key: `${one.key}${one.grid ?? ''}${one.starts_at}`,
    title: one.title,
    where: one.where,
    grid_name: one.grid_name,
    starts: at(one.starts_at),
    ends: at(one.due_at),
    standing: 'foreseen',
    with: one.together.flatMap((name) => name ?? []),
    shift: null,
  }))
  return [...open, ...later].filter((turn) => turn.ends === null || turn.ends > now).sort((a, b) => a.starts - b.starts)
}

/** The same by day, as days are told: today, tomorrow, then by date. What began earlier is today's. */
export function daysOf(turns: Turn[], now: number, language: Language): Day[] {
  const days: Day[] = []
  for (const turn of turns) {
    const name = dayWords(Math.max(turn.starts, now), now, language)
    const last = days.at(-1)
    if (last?.name === name) last.turns.push(turn)
    else days.push({ name, turns: [turn] })
  }
  return days
}
