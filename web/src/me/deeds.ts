import type { TaskVerb } from '../api/activation.ts'
import type { Problem } from '../api/problem.ts'
import type { OwnActivation, OwnScreen, OwnShift, OwnTask, Report, ReadField } from '../api/types.ts'

/** What colleagues say to each other about a task; whoever leads may just hand it on. */
export type Exchange = 'offer' | 'take-over' | 'turn-down' | 'withdraw' | 'reassign'

/** What somebody does on their screen. */
export type Deed =
  | { kind: 'muster' | 'rejoin'; activation: string; member: string }
  | { kind: 'decline'; activation: string; member: string; reason: string }
  | { kind: 'task'; task: string; verb: TaskVerb | Exchange; for: string; report?: Report; to?: string; reason?: string; swap?: string; relieves?: string; seen?: OwnTask['state']; mine?: boolean }

/** A deed with the moment at which it was pressed, by the server's clock, until the server has it. */
export interface Pressed {
  /** Makes it the same deed however often it is sent. */
  key: string
  deed: Deed
  at: string
  /** What it is about, to be told. */
  about: string
  /** What was typed into its report, as people read it, and the form that it is written on. */
  written?: Written
  /** The log tells its own time of it: what the device said was refused. */
  timeless?: boolean
}

/** A report as it stays with whoever wrote it until it has arrived. */
export interface Written {
  form: string
  typed: ReadField[]
}

/** One that the server did not do, and why; told until somebody has read it. */
export interface Refusal extends Pressed {
  problem: Problem
}

/** Where a deed is sent, and what is said with it. */
export function sendingOf({ deed, at, timeless }: Pressed): { path: string; body: Record<string, unknown> } {
  const when = timeless ? {} : { occurred_at: at }
  if (deed.kind === 'task') {
    const { kind: _, task, verb, ...said } = deed
    return { path: `/tasks/${encodeURIComponent(task)}/${verb}`, body: { ...said, ...when } }
  }
  const { kind, activation, ...said } = deed
  return { path: `/activations/${encodeURIComponent(activation)}/${kind}`, body: { ...said, ...when } }
}

/** Nobody knows yet what became of it: it has to be sent again, as the same deed. */
export const isUndecided = (problem: Problem): boolean => [0, 408, 429, 502, 503, 504].includes(problem.status)

/** The device's clock is not to be relied on; the deed itself is. */
export const isUntimely = (problem: Problem): boolean => problem.code === 'occurred_in_future' || problem.code === 'occurred_before_start'

/** What ends an asking, one's own or a colleague's; what is done is asked of nobody any more. */
const ANSWERS: ReadonlySet<string> = new Set(['take-over', 'turn-down', 'withdraw', 'complete'])
const STATE: Partial<Record<TaskVerb | Exchange, OwnTask['state']>> = { accept: 'accepted', start: 'started', complete: 'completed' }

/** The screen as it will stand once what was pressed has arrived; what is `late` is marked as not sent. */
export function withPressed(screen: OwnScreen, pressed: Pressed[], late: Pressed[] = pressed): OwnScreen {
  return pressed.reduce((seen, one) => ({ ...seen, activations: seen.activations.map((a) => done(a, one, seen.member, late.includes(one))) }), screen)
}

function done(activation: OwnActivation, { deed, at }: Pressed, me: string, unsent: boolean): OwnActivation {
  if (deed.kind === 'task') {
    const askings = ANSWERS.has(deed.verb) ? activation.askings.filter((one) => one.id !== deed.task || (deed.to && one.member !== deed.to)) : activation.askings
    const shifts = deed.verb === 'accept' ? activation.shifts.map((shift) => (shift.id === deed.task ? takenUp(shift, me, deed.relieves) : shift)) : activation.shifts
    return { ...activation, askings, shifts, tasks: activation.tasks.flatMap((task) => worked(task, deed, unsent)) }
  }
  if (deed.activation !== activation.id) return activation
  const there = deed.kind === 'muster'
  if (deed.member !== me) return there ? { ...activation, posts: activation.posts.map((post) => ({ ...post, colleagues: post.colleagues.map((one) => (one.member === deed.member ? { ...one, mustered_at: one.mustered_at ?? at } : one)) })) } : activation
  if (there) return { ...activation, posts: activation.posts.map((post) => (post.since && !post.mustered_at ? { ...post, mustered_at: at, unsent } : post)) }
  if (deed.kind === 'rejoin') {
    const back = activation.declined.map((post) => ({ ...post, since: at, muster_by: null, mustered_at: null, leads: false, deputies: [], above: [], colleagues: [], unsent }))
    return { ...activation, declined: [], posts: [...activation.posts, ...back] }
  }
  const gone = activation.posts.filter((post) => post.since)
  return { ...activation, posts: activation.posts.filter((post) => !post.since), declined: [...activation.declined, ...gone.map((post) => ({ ...post, unsent }))], tasks: activation.tasks.filter((task) => !task.mine || task.state === 'completed') }
}

/** A shift that one has taken up, in somebody's place or besides. */
function takenUp(shift: OwnShift, me: string, relieves?: string): OwnShift {
  if (shift.taken) return shift
  const stay = shift.people.filter((one) => one.member !== me && one.member !== relieves)
  return { ...shift, mine: true, taken: true, lacking: Math.max(0, shift.lacking - 1), people: [...stay, { member: me, name: null, taken: true }] }
}

function worked(task: OwnTask, deed: Deed & { kind: 'task' }, unsent: boolean): OwnTask[] {
  if (task.id !== deed.task) return [task]
  const state = STATE[deed.verb]
  if (!state) return deed.verb === 'reassign' ? [] : [{ ...task, unsent }]
  const owed = state === 'completed' && Boolean(task.form) && !deed.report
  if (state === 'completed' && !owed) return []
  const further = task.state === 'started' && state === 'accepted' ? task.state : state
  return [{ ...task, state: further, mine: true, free: false, taken: task.places > 0 || task.taken, report_owed: owed, unsent }]
}
