import type { Due, DueKind, Occurrence, PlanEvent, Playbook, PlanGroup, PlanTask } from '../api/types.ts'
import { spanOf } from '../composables/spans.ts'

/** A task with the group whose it is. */
export interface Placed {
  group: PlanGroup
  task: PlanTask
}

/** A moment on a strip, and what stands there. */
export interface Stop {
  key: string
  /** What it is called by: `at` and `until` are the clock times of this stop alone. */
  due: Due
  order: number
  tasks: Placed[]
}

/** Everything of a plan that is timed in one way, in the order of time. */
export interface Strip {
  kind: DueKind
  stops: Stop[]
}

/** One thing that may happen, with what it asks for step by step; the first step has no phase. */
export interface Flow {
  event: string
  told: PlanEvent | undefined
  steps: { phase: string | null; tasks: Placed[] }[]
}

const KINDS: DueKind[] = ['offset', 'level', 'day', 'before', 'daily', 'interval']

const minutesOf = (clock: string | undefined): number => {
  const [hours, minutes] = (clock ?? '0:0').split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

const ORDER: Record<string, (due: Due, levels: string[]) => number> = {
  offset: (due) => spanOf(due.plus),
  level: (due, levels) => levels.indexOf(due.level ?? '') * 1e12 + spanOf(due.plus),
  daily: (due) => minutesOf(due.at?.[0]) + minutesOf(due.until?.[0]) / 1e4,
  interval: (due) => spanOf(due.every),
  day: (due) => (due.day ?? 0) * 1440 + minutesOf(due.at?.[0]),
  before: (due) => -spanOf(due.minus),
}

/** A line that recurs at several hours stands at each of them. */
function momentsOf(due: Due): Due[] {
  if (due.kind !== 'daily') return [due]
  return (due.at ?? []).map((at, nth) => ({ ...due, at: [at], until: due.until?.[nth] ? [due.until[nth]] : undefined }))
}

const keyOf = (due: Due): string =>
  [due.kind, due.plus, due.level, due.at, due.until, due.every, due.day, due.target, due.minus].map((part) => part ?? '').join('/')

const placedOf = (plan: Pick<Playbook, 'groups'>): Placed[] =>
  plan.groups.flatMap((group) => group.tasks.map((task) => ({ group, task })))

/** The strips of a plan that have something on them. */
export function stripsOf(plan: Pick<Playbook, 'groups' | 'levels'>): Strip[] {
  const strips = new Map<DueKind, Map<string, Stop>>(KINDS.map((kind) => [kind, new Map()]))
  for (const placed of placedOf(plan)) {
    const strip = strips.get(placed.task.due.kind)
    if (!strip) continue
    for (const due of momentsOf(placed.task.due)) {
      const key = keyOf(due)
      const stop = strip.get(key) ?? { key, due, order: ORDER[due.kind]?.(due, plan.levels) ?? 0, tasks: [] }
      stop.tasks.push(placed)
      strip.set(key, stop)
    }
  }
  return [...strips]
    .map(([kind, stops]) => ({ kind, stops: [...stops.values()].sort((a, b) => a.order - b.order) }))
    .filter((strip) => strip.stops.length)
}

/** The event that a line without one hangs on: the one whose phases it belongs to or begins. */
function eventOf(task: PlanTask, events: PlanEvent[]): string {
  const { due } = task
  if (due.kind === 'event') return due.event ?? ''
  const has = (phase: string | null | undefined) => events.find((event) => phase && event.phases?.includes(phase))
  return (has(due.phase) ?? has(task.begins) ?? events.find((event) => event.phases?.length))?.id ?? ''
}

/** What may happen, in the plan's order, with the lines that it opens. */
export function flowsOf(plan: Pick<Playbook, 'groups' | 'events'>): Flow[] {
  const events = Object.values(plan.events ?? {})
  const known = [...loggable(plan), ...events.filter((event) => event.system)]
  const flows = new Map<string, Flow>(known.map((told) => [told.id, { event: told.id, told, steps: [] }]))
  const answering = placedOf(plan).filter(({ task }) => task.due.kind === 'event' || task.due.kind === 'phase')
  for (const placed of answering) {
    const event = eventOf(placed.task, events)
    const flow = flows.get(event) ?? { event, told: undefined, steps: [] }
    const phase = placed.task.due.kind === 'phase' && placed.task.due.phase !== 'start' ? (placed.task.due.phase ?? null) : null
    const step = flow.steps.find((one) => one.phase === phase)
    if (step) step.tasks.push(placed)
    else flow.steps.push({ phase, tasks: [placed] })
    flows.set(event, flow)
  }
  for (const flow of flows.values()) {
    const rank = (phase: string | null) => (phase === null ? -1 : (flow.told?.phases ?? []).indexOf(phase))
    flow.steps.sort((a, b) => rank(a.phase) - rank(b.phase))
  }
  return [...flows.values()].filter((flow) => flow.steps.length)
}

/** What ever opens when something happens: at once, and in its later phases. */
export function answersTo(plan: Pick<Playbook, 'groups' | 'events'>, event: string): Placed[] {
  const timed = flowsOf(plan).find((flow) => flow.event === event)?.steps.flatMap((step) => step.tasks) ?? []
  const each = placedOf(plan).filter(({ task }) => task.each === event && !timed.some((one) => one.task === task))
  return [...timed, ...each]
}

/** Whether who logs it has to say in which compound: one of every compound's groups answers, or may be named to. */
export function needsGrid(plan: Pick<Playbook, 'groups' | 'events'>, event: string): boolean {
  const answers = answersTo(plan, event)
  const asked = answers.some(({ task }) => task.group_from) ? plan.groups : answers.map(({ group }) => group)
  return asked.some((group) => group.per === 'grid')
}

/** What people may log, in the order in which the plan answers it. */
export function loggable(plan: Pick<Playbook, 'groups' | 'events'>): PlanEvent[] {
  const events = Object.values(plan.events ?? {})
  const answered = placedOf(plan).map(({ task }) => (['event', 'phase'].includes(task.due.kind) ? eventOf(task, events) : task.each))
  const place = (event: PlanEvent): number => (answered.includes(event.id) ? answered.indexOf(event.id) : answered.length)
  return events
    .filter((event) => !event.system)
    .sort((a, b) => place(a) - place(b))
}

/** Within so long it has to be acted on at once: whoever logs it picks up the phone. */
export const URGENT = 15 * 60_000

/** How soon the first of what opens at once has to be done; never, where nothing has to. */
export function limitOf(plan: Pick<Playbook, 'groups' | 'events'>, event: string): number {
  const spans = answersTo(plan, event).map(({ task }) => (task.due.kind === 'event' && task.due.plus ? spanOf(task.due.plus) : Infinity))
  return Math.min(Infinity, ...spans)
}

/** Whether something has to be acted on at once and nobody has done it yet. */
export function isUrgent({ tasks }: Pick<Occurrence, 'tasks'>): boolean {
  return tasks.some((task) => !['completed', 'cancelled'].includes(task.state) && Boolean(task.due_at) && Date.parse(task.due_at!) - Date.parse(task.opened_at) <= URGENT)
}

/** What people may log, what is urgent first, the shortest limit before the others; the rest as the plan answers it. */
export function byUrgency(plan: Pick<Playbook, 'groups' | 'events'>): { event: PlanEvent; limit: number; urgent: boolean }[] {
  const known = loggable(plan).map((event) => ({ event, limit: limitOf(plan, event.id) })).map((one) => ({ ...one, urgent: one.limit <= URGENT }))
  const urgent = known.filter((one) => one.urgent).sort((a, b) => a.limit - b.limit)
  return [...urgent, ...known.filter((one) => !one.urgent)]
}

/** What comes right after a task in the plan. */
export const followersOf = (plan: Pick<Playbook, 'groups'>, task: string): Placed[] =>
  placedOf(plan).filter((placed) => placed.task.pre?.includes(task))

/** A task of the plan by its id. */
export const findTask = (plan: Pick<Playbook, 'groups'>, id: string): Placed | undefined =>
  placedOf(plan).find((placed) => placed.task.id === id)

/** Whether a line's time is ours and no rule of any authority. */
export const isOurTime = (task: PlanTask): boolean => !(task.official ?? ['seed', 'source'].includes(task.basis ?? 'inference'))
