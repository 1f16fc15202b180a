import type { BoardTask } from '../api/types.ts'
import type { Card } from '../board/order.ts'
import { watchesOf } from '../board/slots.ts'
import { hourWords } from '../composables/clockwords.ts'

/** A shift at a moment: whether it is the one on duty or the next of its post, and who has taken it up. */
export interface Turn {
  which: 'now' | 'next' | null
  from: string
  until: string
  taken: string[]
}

/** The shifts of a board by the id of their task; what is no shift is not there. */
export function turnsOf(cards: Card[], at: number): Map<string, Turn> {
  const next = new Set(watchesOf(cards, at).map((watch) => watch.next?.id))
  const which = (task: BoardTask): Turn['which'] => {
    if (Date.parse(task.starts_at!) <= at && at < Date.parse(task.due_at!)) return 'now'
    return next.has(task.id) ? 'next' : null
  }
  const shifts = cards.flatMap((card) => card.group.tasks).filter((task) => task.places && task.starts_at && task.due_at && task.state !== 'cancelled')
  return new Map(shifts.map((task) => [task.id, { which: which(task), from: task.starts_at!, until: task.due_at!, taken: task.taken ?? [] }]))
}

/** From when to when somebody has a shift, as the list of posts says it. */
export const hoursOf = (turn: Turn, moment: (at: string) => string): string => `${moment(turn.from)}–${hourWords(Date.parse(turn.until))}`

/** Whoever is on duty first, then what has no hours of its own, then what is not yet or no longer somebody's turn. */
export function presentFirst<R>(rows: readonly R[], turnOf: (row: R) => Turn | undefined): R[] {
  const rank = (row: R): number => {
    const turn = turnOf(row)
    if (!turn) return 1
    return turn.which === 'now' ? 0 : turn.which === 'next' ? 2 : 3
  }
  return [...rows].sort((a, b) => rank(a) - rank(b))
}
