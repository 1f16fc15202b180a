import { shallowRef, watch } from 'vue'
import type { Board } from '../api/types.ts'
import { serverNow } from '../composables/useClock.ts'
import { useSession } from '../composables/useSession.ts'
import { keep, recall } from '../me/device.ts'
import { keyOf } from './order.ts'

/** A hand-over that may still be taken back whole, and until when by the server's clock. */
export interface Handed {
  code: string
  member: string
  /** Without a post they are on no board any more. */
  name: string
  position: number
  /** What was said of it. */
  words: string
  /** Where it was, by id: what ended since is nobody's to give back. */
  activations: string[]
  /** What each post and task was called, by its key or id: what is gone from the board is told by it. */
  titles: Record<string, string>
  until: number
}

/** The server's own limit. */
const WITHIN = 10 * 60_000
const KEPT = 'handed'

/** The last hand-over on this device; it stays while one looks elsewhere, and through a reload. */
export const handed = shallowRef<Handed | null>(null)

/** Whoever signs in after them at the same device does not read of it. */
const { session } = useSession()
watch(() => session.value?.actor, recallHanded, { immediate: true })

function recallHanded(actor: string | undefined): void {
  const kept = actor ? recall<{ actor: string; one: Handed }>(KEPT) : null
  handed.value = kept?.actor === actor && kept && kept.one.until > serverNow() ? kept.one : null
  if (actor && kept && !handed.value) keep(KEPT, null)
}

export function justHanded(told: Omit<Handed, 'until'>): void {
  handed.value = { ...told, until: serverNow() + WITHIN }
  keep(KEPT, { actor: session.value?.actor, one: handed.value })
}

/** Nothing more is to be offered of it; what is on the screen may stay there. */
export const forgetHanded = (): void => keep(KEPT, null)

/** Whether an activation that it was in still runs. */
export const mayReturn = (one: Handed, board: Board): boolean => board.activations.some((running) => one.activations.includes(running.id))

interface Stayed {
  posts: { activation: string; group: string; grid: string | null }[]
  tasks: { id: string }[]
}

/** What posts and tasks are called, by the board, else as when they were handed over; those that nobody can name are left out. */
export function namesOf({ posts, tasks }: Stayed, one: Handed, board: Board): string[] {
  const groups = board.activations.flatMap((running) => running.groups.map((group) => ({ key: keyOf(running.id, group), group })))
  const open = [...groups.flatMap(({ group }) => group.tasks), ...(board.aftermath ?? []).flatMap((ended) => ended.tasks)]
  const postOf = (key: string): string | undefined => {
    const group = groups.find((other) => other.key === key)?.group
    return group ? [group.grid_name, group.name].filter(Boolean).join(' ') : one.titles[key]
  }
  return [...posts.map((post) => postOf(keyOf(post.activation, post))), ...tasks.map(({ id }) => open.find((task) => task.id === id)?.title ?? one.titles[id])].filter((name) => name !== undefined)
}
