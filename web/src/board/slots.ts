import type { BoardTask } from '../api/types.ts'
import type { Card } from './order.ts'

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

/** How many of the posts lack somebody now. */
export const uncovered = (watches: Watch[], now: number): number =>
  watches.filter((watch) => watch.now && lackOf(watch.now, now) > 0).length
