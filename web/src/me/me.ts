import { ref, watch } from 'vue'
import type { OwnActivation, OwnPost, OwnTask } from '../api/types.ts'
import type { Places } from '../forms/reporting.ts'

export type Step = 'accept' | 'start' | 'complete'

const NEXT: Record<OwnTask['state'], Step | null> = {
  waiting: null,
  locked: null,
  open: 'accept',
  accepted: 'start',
  started: 'complete',
  completed: null,
  cancelled: null,
}

/** The step that a task waits for; one that is done may still owe its report. */
export function nextOf(task: OwnTask, now: number): Step | null {
  if (task.state === 'completed') return task.report_owed ? 'complete' : null
  if (!task.places || task.state === 'locked' || task.state === 'waiting') return NEXT[task.state]
  // A shift is taken up by each for themselves, and begins when it begins; whoever was asked has their place.
  if (!task.taken) return task.mine || task.lacking ? 'accept' : null
  return task.starts_at && Date.parse(task.starts_at) > now ? null : NEXT[task.state]
}

/** Whether to complete it ends a shift sooner than it runs; one that is done already only owes its report. */
export const endsEarly = (task: OwnTask, now: number): boolean => task.places > 0 && task.state !== 'completed' && task.due_at !== null && Date.parse(task.due_at) > now

/** How a task of one's own stands, by its key; what waits for something says so where its time stands. */
export function standsAs(task: OwnTask): string | null {
  if (!task.mine || task.state === 'waiting' || task.state === 'locked') return null
  if (!task.places || task.state === 'completed') return `state.${task.state}`
  // A shift that others have taken up is not one's own doing.
  if (!task.taken) return 'me.standing.asked'
  return task.state === 'started' ? 'state.started' : 'me.standing.taken'
}

/** The words of a step's button, by their key. */
export function wordsOf(task: OwnTask, step: Step): string {
  if (task.report_owed) return 'me.report'
  return task.places && step === 'accept' ? 'me.take' : `act.${step}`
}

/** What is done and only owes its report comes after all that is still to be done. */
const paperwork = (task: OwnTask): number => Number(task.state === 'completed')

/** Everything there is to do, what comes first before the rest. */
export const tasksOf = (activations: OwnActivation[]): OwnTask[] => activations.flatMap((a) => a.tasks).sort((a, b) => paperwork(a) - paperwork(b))

/** What somebody does now: what is theirs, else what anybody of their group may take on. */
export function firstOf(tasks: OwnTask[], now: number): OwnTask | null {
  return tasks.find((task) => task.mine && nextOf(task, now)) ?? tasks.find((task) => task.free && nextOf(task, now)) ?? null
}

/** The shift that somebody took up and that begins next; nothing to be done until then. */
export const comingOf = (tasks: OwnTask[], now: number): OwnTask | null =>
  tasks.filter((task) => task.mine && task.taken && task.starts_at && Date.parse(task.starts_at) > now).sort((a, b) => Date.parse(a.starts_at ?? '') - Date.parse(b.starts_at ?? ''))[0] ?? null

/** Whether colleagues have a task which whoever leads them may take on too. */
export const isClaimable = (task: OwnTask, now: number): boolean => !task.mine && !task.free && nextOf(task, now) !== null

/** Whether somebody still owes a word that they are at their posts there. */
export const owesMuster = (a: OwnActivation): boolean => a.posts.some((post) => post.since) && a.posts.every((post) => !post.mustered_at)

/** Whom and what the forms of somebody with these posts may name. */
export function placesOf(posts: OwnPost[]): Places {
  const members = new Map(posts.flatMap((post) => post.colleagues.map((one) => [one.member, one.name ?? one.member] as const)))
  const groups = new Map(posts.map((post) => [post.group, post.name] as const))
  const grids = new Map(posts.flatMap((post) => (post.grid ? [[post.grid, post.grid_name ?? post.grid] as const] : [])))
  const named = (some: Map<string, string>) => [...some].map(([id, name]) => ({ id, name }))
  return { members: named(members), groups: named(groups), grids: named(grids) }
}

const KEY = 'pingzhan.large'

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === '1'
  } catch {
    return false
  }
}

const large = ref(remembered())
watch(large, (on) => {
  try {
    localStorage.setItem(KEY, on ? '1' : '0')
  } catch {
    // It lasts as long as the page.
  }
})

/** Whether everything is shown in large type; remembered on this device. */
export const useLargeType = () => ({ large })
