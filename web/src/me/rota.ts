import type { OwnActivation, OwnAsking, OwnShift, Rota } from '../api/types.ts'
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

/** One's shifts as a reading told them: those foreseen until then, and those that are open already. */
export interface SeenRota {
  until: number
  foreseen: Spell[]
  open: Spell[]
}

/** From when to when one has a post in turn; `post` tells the line of the plan and its group. */
interface Spell {
  post: string
  starts: string
  ends: string
}

/** What became of a shift that one was foreseen for: moved, gone, or new. */
export interface Move {
  before: Spell | null
  after: Spell | null
}

/** A shift that is had this far from one that is gone has not moved: it is another. */
const FAR = 12 * 3_600_000
const apart = (one: Spell, other: Spell): number => Math.abs(at(one.starts) - at(other.starts))

/** The line of the plan that a shift is of, which stands in its id before its time. */
const lineOf = (id: string): string => id.slice(id.indexOf('.') + 1).split('~')[0] ?? ''

/** What a reading told of one's shifts, to hold the next one against. */
export function seenOf(rota: Rota, running: OwnActivation[]): SeenRota {
  const mine = running.flatMap((a) => a.shifts.filter((shift) => shift.mine && shift.starts_at && shift.due_at).map((shift) => ({ post: `${a.id}/${shift.grid}/${lineOf(shift.id)}`, starts: shift.starts_at ?? '', ends: shift.due_at ?? '' })))
  return { until: at(rota.until), foreseen: rota.shifts.map((one) => ({ post: `${one.activation}/${one.grid}/${one.key}`, starts: one.starts_at, ends: one.due_at })), open: mine }
}

/** How the shifts that one was foreseen for have moved since: what merely opened, began or came into sight has not. */
export function movesSince(before: SeenRota, after: SeenRota, now: number): Move[] {
  const among = (all: Spell[], one: Spell): boolean => all.some((other) => other.post === one.post && at(other.starts) === at(one.starts) && at(other.ends) === at(one.ends))
  const runs = new Set([...after.foreseen, ...after.open].map((one) => one.post))
  const gone = before.foreseen.filter((one) => at(one.starts) > now && runs.has(one.post) && !among([...after.foreseen, ...after.open], one))
  const come = after.foreseen.filter((one) => at(one.starts) > now && at(one.starts) < before.until && !among([...before.foreseen, ...before.open], one))
  const left = new Set(come)
  const moved: Move[] = gone.map((before) => {
    const near = [...left].filter((one) => one.post === before.post && apart(one, before) <= FAR).sort((a, b) => apart(a, before) - apart(b, before))[0]
    if (near) left.delete(near)
    return { before, after: near ?? null }
  })
  moved.push(...[...left].map((after) => ({ before: null, after })))
  const first = ({ before: was, after: is }: Move): number => Math.min(...[was, is].flatMap((one) => (one ? [at(one.starts)] : [])))
  return moved.sort((a, b) => first(a) - first(b))
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
