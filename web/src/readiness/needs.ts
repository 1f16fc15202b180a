import type { Board, Waiting } from '../api/types.ts'
import { cardsOf, isClosed, totalsOf, type Told } from '../board/order.ts'
import { uncovered, watchesOf } from '../board/slots.ts'

export type NeedKind = 'pending' | 'red' | 'overdue' | 'nobody' | 'short' | 'absent' | 'unreached' | 'unconfirmed' | 'slots' | 'asked' | 'owed'

/** Something that waits for her, how many of it, and where on the board it is. */
export interface Need {
  kind: NeedKind
  n: number
  query: Record<string, string>
  /** The activation of whose notices it is, where they are the place. */
  activation?: string
}

/** What waits for her now, the gravest first; what is only practised waits for nobody. */
export function needsOf(board: Board | null, pending: Waiting[], now: number): Need[] {
  const cards = (board ? cardsOf(board) : []).filter((card) => !card.activation.drill)
  const totals = totalsOf(cards)
  const tasks = cards.flatMap((card) => card.group.tasks)
  const told = (how: Told): Set<string> => new Set(cards.flatMap((card) => card.group.members.filter((one) => one.told === how).map((one) => one.member)))
  const asked = cards.find((card) => card.group.members.some((one) => one.told === 'unconfirmed'))
  const needs: Need[] = [
    { kind: 'pending', n: pending.length, query: {} },
    { kind: 'red', n: totals.vacant, query: { only: 'red' } },
    { kind: 'overdue', n: totals.overdue, query: { only: 'overdue' } },
    { kind: 'nobody', n: tasks.filter((task) => !isClosed(task) && task.escalations?.at(-1)?.to.length === 0).length, query: { only: 'overdue' } },
    { kind: 'short', n: totals.short ?? 0, query: { only: 'short' } },
    { kind: 'absent', n: totals.people - totals.mustered, query: { only: 'absent' } },
    { kind: 'unreached', n: told('unreached').size, query: { show: 'unreached' } },
    { kind: 'unconfirmed', n: told('unconfirmed').size, query: { tab: 'delivery', only: 'unconfirmed' }, activation: asked?.activation.id },
    { kind: 'slots', n: uncovered(watchesOf(cards, now), now), query: { show: 'watches' } },
    { kind: 'asked', n: tasks.reduce((sum, task) => sum + (task.askings?.length ?? 0), 0), query: { show: 'askings' } },
    { kind: 'owed', n: tasks.filter((task) => task.report_owed && task.state === 'completed').length, query: { show: 'owed' } },
  ]
  return needs.filter((need) => need.n > 0)
}
