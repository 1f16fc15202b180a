import type { Board, BoardActivation, BoardGroup, BoardMember, BoardTask } from '../api/types.ts'

/** A group as the board shows it: with its activation, its red, and its counts. */
export interface Card {
  key: string
  activation: BoardActivation
  group: BoardGroup
  vacant: boolean
  overdue: number
  open: number
  done: number
  mustered: number
}

export interface Sieve {
  activation: string
  grid: string
  group: string
  only: '' | 'red' | 'overdue' | 'absent' | 'short'
}

export interface Totals {
  people: number
  mustered: number
  overdue: number
  vacant: number
  /** Places of people who cannot come, which nobody has come to fill; not told of a district. */
  short?: number
  open: number
  done: number
}

const CLOSED = new Set(['completed', 'cancelled'])

/** Whether there is nothing more to do on a task. */
export const isClosed = (task: BoardTask): boolean => CLOSED.has(task.state)

/** Whether a group has no lead, or nobody at all. */
export const isVacant = (group: BoardGroup): boolean =>
  group.vacant ?? !group.members.some((member) => member.position === 'lead')

/** What a group of an activation is told by. */
export const keyOf = (activation: string, group: Pick<BoardGroup, 'group' | 'grid'>): string => `${activation}/${group.grid ?? ''}/${group.group}`

/** One group as a card. */
export function cardOf(activation: BoardActivation, group: BoardGroup): Card {
  return {
    key: keyOf(activation.id, group),
    activation,
    group,
    vacant: isVacant(group),
    overdue: group.tasks.filter((task) => task.overdue && !isClosed(task)).length,
    open: group.tasks.filter((task) => !isClosed(task)).length,
    done: group.tasks.filter((task) => task.state === 'completed').length,
    mustered: group.members.filter((member) => member.mustered_at).length,
  }
}

/** What is left of activations that ended, by group, as cards; its people are those who have a task. */
export function aftermathOf(board: Board): Card[] {
  return (board.aftermath ?? []).flatMap((ended) => {
    const groups = new Map<string, BoardGroup>()
    for (const task of ended.tasks) {
      const key = `${task.group}/${task.grid ?? ''}`
      const group = groups.get(key) ?? { group: task.group, name: task.group_name, grid: task.grid, grid_name: task.grid_name, members: [], tasks: [] }
      group.tasks.push(task)
      for (const member of task.assignees) {
        if (!group.members.some((one) => one.member === member)) group.members.push({ member, name: board.names?.[member] ?? null, position: 'member', mustered_at: null })
      }
      groups.set(key, group)
    }
    const { activation: id, playbook, title, drill } = ended
    const activation = { id, playbook, title, drill, started_at: '', ended_at: ended.ended_at, groups: [...groups.values()] }
    return activation.groups.map((group) => cardOf(activation, group))
  })
}

const passes = (card: Card, sieve: Sieve): boolean =>
  (!sieve.activation || card.activation.id === sieve.activation) &&
  (!sieve.grid || card.group.grid === sieve.grid) &&
  (!sieve.group || card.group.group === sieve.group) &&
  (sieve.only !== 'red' || card.vacant) &&
  (sieve.only !== 'overdue' || card.overdue > 0) &&
  (sieve.only !== 'short' || Boolean(card.group.short)) &&
  (sieve.only !== 'absent' || card.mustered < card.group.members.length)

const urgency = (card: Card): number => (card.vacant ? 2 : 0) + (card.overdue ? 1 : 0)

/** All groups of the board, in playbook order. */
export const cardsOf = (board: Board): Card[] =>
  board.activations.flatMap((activation) => activation.groups.map((group) => cardOf(activation, group)))

/** The cards that pass, red first, then overdue, else as the playbook has them. */
export function sift(cards: Card[], sieve: Sieve): Card[] {
  return cards.filter((card) => passes(card, sieve)).sort((a, b) => urgency(b) - urgency(a))
}

/** Counts over cards; people are counted once however many posts they hold. */
export function totalsOf(cards: Card[]): Totals {
  const people = new Map<string, boolean>()
  for (const { group } of cards) {
    for (const one of group.members) people.set(one.member, people.get(one.member) || Boolean(one.mustered_at))
  }
  const sum = (count: (card: Card) => number): number => cards.reduce((total, card) => total + count(card), 0)
  return {
    people: people.size,
    mustered: [...people.values()].filter(Boolean).length,
    overdue: sum((card) => card.overdue),
    vacant: sum((card) => Number(card.vacant)),
    short: sum((card) => card.group.short ?? 0),
    open: sum((card) => card.open),
    done: sum((card) => card.done),
  }
}

export type Told = NonNullable<BoardMember['told']>

/** How many people of some groups know of it, as far as anybody can tell; everybody once. */
export function toldOf(groups: BoardGroup[]): Record<Told, number> {
  const people = new Map(groups.flatMap((group) => group.members.map((one) => [one.member, one.told] as const)))
  const counts = { aware: 0, unconfirmed: 0, unsent: 0, unreached: 0 }
  for (const told of people.values()) if (told) counts[told] += 1
  return counts
}

/** What figures are about: what is real, and drills only where nothing else is. */
export function counted(cards: Card[]): Card[] {
  const real = cards.filter((card) => !card.activation.drill)
  return real.length ? real : cards
}

/** The figures of what is real, and those of drills apart; where there are but drills, theirs, and that they are. */
export function tallyOf(cards: Card[]): { totals: Totals; drill: boolean; apart: Totals | null } {
  const main = counted(cards)
  return {
    totals: totalsOf(main),
    drill: main[0]?.activation.drill ?? false,
    apart: main.length < cards.length ? totalsOf(cards.filter((card) => card.activation.drill)) : null,
  }
}

/** The compound and the group that a sieve narrows the board to, by name; nothing when all of it shows. */
export function withinOf(cards: Card[], { grid, group }: Sieve): string {
  const names = [
    grid && (cards.find((card) => card.group.grid === grid)?.group.grid_name ?? '…'),
    group && (cards.find((card) => card.group.group === group)?.group.name ?? '…'),
  ]
  return names.filter(Boolean).join(' ')
}

/** Activations, the one just started first, drills last, else the latest first. */
export function latestFirst(activations: BoardActivation[], started: unknown): BoardActivation[] {
  const rank = (one: BoardActivation): number => (one.id === started ? 2 : Number(!one.drill))
  return [...activations].sort((a, b) => rank(b) - rank(a) || Date.parse(b.started_at) - Date.parse(a.started_at))
}

/** What the plan has done before a task and is not done yet, in the same compound or for all of them. */
export function preconditionsOf(card: Card, task: BoardTask): BoardTask[] {
  const here = card.activation.groups.filter((group) => !group.grid || !card.group.grid || group.grid === card.group.grid)
  return here.flatMap((group) => group.tasks).filter((one) => task.pre.includes(one.key) && one.state !== 'completed')
}

const dueOf = (task: BoardTask): number => (task.due_at ? Date.parse(task.due_at) : Infinity)

/** What is left to do, the most pressing first; a lock or a wait comes after what can be done. */
export function pressing(tasks: BoardTask[]): BoardTask[] {
  const held = (task: BoardTask): number => Number(task.state === 'locked' || task.state === 'waiting')
  return tasks
    .filter((task) => !isClosed(task))
    .sort((a, b) => Number(b.overdue) - Number(a.overdue) || held(a) - held(b) || dueOf(a) - dueOf(b))
}

/** Tasks by what they are of, the most pressing of each first, with how many more of the same wait. */
export function folded(tasks: BoardTask[]): { task: BoardTask; more: number }[] {
  const seen = new Map<string, { task: BoardTask; more: number }>()
  for (const task of tasks) {
    const same = `${task.key}/${task.occurrence?.id ?? ''}/${task.building ?? ''}`
    const first = seen.get(same)
    if (first) first.more += 1
    else seen.set(same, { task, more: 0 })
  }
  return [...seen.values()]
}
