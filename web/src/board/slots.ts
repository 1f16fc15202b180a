import type { BoardTask } from '../api/types.ts'
import { REST } from '../composables/rest.ts'
import { isClosed, type Card } from './order.ts'

/** A post that is manned in shifts: who has it now, and who is next. */
export interface Watch {
  key: string
  card: Card
  title: string
  now: BoardTask | null
  next: BoardTask | null
}

const begins = (task: BoardTask): number => (task.starts_at ? Date.parse(task.starts_at) : NaN)
const ends = (task: BoardTask): number => (task.due_at ? Date.parse(task.due_at) : Infinity)

/** How many people a slot still lacks: before it begins those who have it in turn count as well. */
export function lackOf(task: BoardTask, now: number): number {
  const counted = begins(task) <= now ? (task.taken ?? []) : task.assignees
  return Math.max(0, (task.places ?? 0) - counted.length)
}

/** The posts manned in shifts, those that lack somebody now first. */
export function watchesOf(cards: Card[], now: number): Watch[] {
  const found = cards.flatMap((card) => {
    const slots = card.group.tasks.filter((task) => task.places && task.starts_at && task.state !== 'cancelled')
    return [...new Set(slots.map((task) => task.key))].map((key) => {
      const shifts = slots.filter((task) => task.key === key)
      const on = shifts.find((task) => begins(task) <= now && now < ends(task)) ?? null
      const next = shifts.filter((task) => begins(task) > now).sort((a, b) => begins(a) - begins(b))[0] ?? null
      return { key: `${card.key}/${key}`, card, title: shifts[0]?.title ?? key, now: on, next }
    })
  })
  const lack = (watch: Watch): number => (watch.now ? lackOf(watch.now, now) : 0)
  return found.filter((watch) => watch.now || watch.next).sort((a, b) => lack(b) - lack(a))
}

/** What is real, and what drills beside it man in shifts; where but drills do, theirs alone. */
export function apartOf(watches: Watch[]): { main: Watch[]; drill: boolean; drilled: Watch[] } {
  const [main, drilled] = [false, true].map((drill) => watches.filter((watch) => Boolean(watch.card.activation.drill) === drill)) as [Watch[], Watch[]]
  return main.length ? { main, drill: false, drilled } : { main: drilled, drill: drilled.length > 0, drilled: [] }
}

/** How many of the posts lack somebody now. */
export const uncovered = (watches: Watch[], now: number): number =>
  watches.filter((watch) => watch.now && lackOf(watch.now, now) > 0).length

/** What the posts taken together are like, the gravest first: short now, not begun, short next, all there. */
export type Cover = { kind: 'bare' | 'next'; n: number } | { kind: 'first'; at: number; lack: number } | { kind: 'covered' }

export function coverOf(watches: Watch[], now: number): Cover {
  const bare = uncovered(watches, now)
  if (bare) return { kind: 'bare', n: bare }
  const ahead = watches.flatMap((watch) => watch.next ?? [])
  const lack = (tasks: BoardTask[]): number => tasks.reduce((sum, task) => sum + lackOf(task, now), 0)
  if (!watches.some((watch) => watch.now)) {
    const at = Math.min(...ahead.map(begins))
    return { kind: 'first', at, lack: lack(ahead) }
  }
  return lack(ahead) ? { kind: 'next', n: lack(ahead) } : { kind: 'covered' }
}

/** Somebody who cannot well have a shift as it is: at so many places at the same hours, or straight after another shift. */
export interface Strain {
  member: string
  places: number
  through: boolean
}

/** Whom each shift strains, by the id of its task; what is practised and what is real do not add up. */
export function strainsOf(cards: Card[]): Map<string, Strain[]> {
  const held = new Map<string, { place: string; task: BoardTask }[]>()
  for (const card of cards) {
    for (const task of card.group.tasks.filter((one) => one.places && one.starts_at && !isClosed(one))) {
      for (const member of task.assignees) {
        const key = `${card.activation.drill ? 'drill' : ''}/${member}`
        held.set(key, [...(held.get(key) ?? []), { place: `${card.key}/${task.key}`, task }])
      }
    }
  }
  const found = new Map<string, Strain[]>()
  for (const [key, all] of held) {
    for (const { task } of all) {
      const places = new Set(all.filter((one) => begins(one.task) < ends(task) && begins(task) < ends(one.task)).map((one) => one.place)).size
      const through = all.some((one) => ends(one.task) <= begins(task) && begins(task) - ends(one.task) < REST)
      if (places > 1 || through) found.set(task.id, [...(found.get(task.id) ?? []), { member: key.slice(key.indexOf('/') + 1), places, through }])
    }
  }
  return found
}
