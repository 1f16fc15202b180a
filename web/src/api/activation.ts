import { get, post } from './http.ts'
import type { Activated, ActivationLine, ActivationOrder, Board, CallSheet, OneTask, Page, Preview, Report } from './types.ts'

const of = (code: string): string => `/communities/${encodeURIComponent(code)}`
const one = (code: string, id: string): string => `${of(code)}/activations/${encodeURIComponent(id)}`

/** What a click would do; writes nothing. */
export const previewActivation = (code: string, order: ActivationOrder): Promise<Preview> =>
  post(`${of(code)}/activations/preview`, order)

/** The click. The same key never starts a second activation. */
export const activate = (code: string, order: ActivationOrder, key: string): Promise<Activated> =>
  post(`${of(code)}/activations`, order, { headers: { 'Idempotency-Key': key }, patience: 60_000 })

export interface Written {
  position: number
  /** Nothing happened yet: a second person has to ask for the same. */
  pending?: boolean
}

export const undoActivation = (code: string, id: string, reason: string): Promise<Written> =>
  post(`${one(code, id)}/undo`, { reason })

export const standDown = (code: string, id: string, reason: string): Promise<Written> =>
  post(`${one(code, id)}/stand-down`, { reason })

/** From wartime to recovery: restrictions end, what was begun is finished. */
export const recover = (code: string, id: string, reason: string): Promise<Written> => post(`${one(code, id)}/recover`, { reason })

export const changeLevel = (code: string, id: string, level: string, reason: string): Promise<Written> =>
  post(`${one(code, id)}/level`, { level, reason })

/** Sets or moves a time that tasks hang on: the expected end, or a forecast such as landfall. */
export const amend = (code: string, id: string, moved: { planned_end?: string; forecasts?: Record<string, string> }): Promise<Written> =>
  post(`${one(code, id)}/amend`, moved)

export const recordAuthority = (code: string, id: string, authority: string): Promise<Written> =>
  post(`${one(code, id)}/authority`, { authority })

export const readCallSheet = (code: string, id: string): Promise<CallSheet> => get(`${one(code, id)}/call-sheet`)

/** A moment of the board: now, as of a time or a position, or no earlier than a position. */
export interface Moment {
  as_of?: string
  as_of_position?: number
  at_least?: number
}

export const readBoard = (code: string, moment: Moment): Promise<Board> => get(`${of(code)}/board`, { ...moment })

export const muster = (activation: string, member: string): Promise<Written> =>
  post(`/activations/${encodeURIComponent(activation)}/muster`, { member })

/** A person cannot come: their posts end, and what they had goes to the lead. */
export const decline = (activation: string, member: string, reason: string): Promise<Written> =>
  post(`/activations/${encodeURIComponent(activation)}/decline`, { member, reason })

export interface HandOverSaid {
  to?: string
  parts?: { activation: string; group: string; grid: string | null; to: string }[]
  reason?: string
  activations?: string[]
  dry_run?: boolean
}

export interface HandedOver extends Written {
  posts: { to: string }[]
  tasks: { id: string; to: string }[]
  clashes: { member: string; task: string; other: string }[]
}

/** All that a person has goes to others, in one save; with `dry_run` it only tells what would. */
export const handOver = (member: string, said: HandOverSaid): Promise<HandedOver> =>
  post(`/members/${encodeURIComponent(member)}/hand-over`, said)

/** A link by which a person opens their own screen, in this activation. */
export const makeLink = (activation: string, member: string): Promise<Written & { url: string }> =>
  post(`/activations/${encodeURIComponent(activation)}/links`, { member })

/** Somebody phoned a person: whatever had not reached them is settled by it. */
export const toldByPhone = (activation: string, member: string): Promise<Written> =>
  post(`/activations/${encodeURIComponent(activation)}/told`, { member })

export type TaskVerb = 'accept' | 'start' | 'complete' | 'reassign' | 'reopen' | 'cancel' | 'note'

export interface TaskAct {
  for?: string
  report?: string | Report
  reason?: string
  to?: string
}

export const actOnTask = (task: string, verb: TaskVerb, act: TaskAct): Promise<Written> =>
  post(`/tasks/${encodeURIComponent(task)}/${verb}`, act)

export const readTask = (task: string): Promise<OneTask> => get(`/tasks/${encodeURIComponent(task)}`)

export const listActivations = (code: string): Promise<Page<ActivationLine>> => get(`${of(code)}/activations`)
