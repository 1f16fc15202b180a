import { call, type Shape } from './call.ts'
import type { ActivationOrder, TaskAct, Written } from './types.ts'

/** What a click would do; writes nothing. */
export const previewActivation = (code: string, order: ActivationOrder) => call('post', '/communities/{code}/activations/preview', { path: { code }, body: order })

/** The click. The same key never starts a second activation. */
export const activate = (code: string, order: ActivationOrder, key: string) =>
  call('post', '/communities/{code}/activations', { path: { code }, body: order, headers: { 'Idempotency-Key': key }, patience: 60_000 })

export const undoActivation = (code: string, id: string, reason: string): Promise<Written> =>
  call('post', '/communities/{code}/activations/{id}/undo', { path: { code, id }, body: { reason } })

export const standDown = (code: string, id: string, reason: string): Promise<Written> =>
  call('post', '/communities/{code}/activations/{id}/stand-down', { path: { code, id }, body: { reason } })

/** From wartime to recovery: restrictions end, what was begun is finished. */
export const recover = (code: string, id: string, reason: string): Promise<Written> =>
  call('post', '/communities/{code}/activations/{id}/recover', { path: { code, id }, body: { reason } })

export const changeLevel = (code: string, id: string, level: string, reason: string): Promise<Written> =>
  call('post', '/communities/{code}/activations/{id}/level', { path: { code, id }, body: { level, reason } })

/** Sets or moves a time that tasks hang on: the expected end, or a forecast such as landfall. */
export const amend = (code: string, id: string, moved: { planned_end?: string; forecasts?: Record<string, string> }): Promise<Written> =>
  call('post', '/communities/{code}/activations/{id}/amend', { path: { code, id }, body: moved })

export const recordAuthority = (code: string, id: string, authority: string): Promise<Written> =>
  call('post', '/communities/{code}/activations/{id}/authority', { path: { code, id }, body: { authority } })

export const readCallSheet = (code: string, id: string) => call('get', '/communities/{code}/activations/{id}/call-sheet', { path: { code, id } })

/** A task that no plan foresaw; the same key never adds a second. */
export const addTask = (code: string, id: string, told: Shape<'NewTaskBody'>, key: string) =>
  call('post', '/communities/{code}/activations/{id}/tasks', { path: { code, id }, body: told, headers: { 'Idempotency-Key': key } })

/** Somebody has a post from now on, in a group that is at work. */
export const appoint = (code: string, id: string, told: Shape<'PostBody'>) =>
  call('post', '/communities/{code}/activations/{id}/posts', { path: { code, id }, body: told })

/** A moment of the board: now, as of a time or a position, or no earlier than a position. */
export interface Moment {
  as_of?: string
  as_of_position?: number
  at_least?: number
}

export const readBoard = (code: string, moment: Moment) => call('get', '/communities/{code}/board', { path: { code }, query: { ...moment } })

export const muster = (activation: string, member: string): Promise<Written> => call('post', '/activations/{id}/muster', { path: { id: activation }, body: { member } })

/** That a person is at the post was recorded by mistake. */
export const withdrawMuster = (activation: string, member: string): Promise<Written> =>
  call('post', '/activations/{id}/muster/withdraw', { path: { id: activation }, body: { member } })

/** A person cannot come: their posts end, and what they had goes to the lead. */
export const decline = (activation: string, member: string, reason: string): Promise<Written> =>
  call('post', '/activations/{id}/decline', { path: { id: activation }, body: { member, reason } })

export type HandOverSaid = Shape<'HandOverBody'>

/** All that a person has goes to others, in one save; with `dry_run` it only tells what would. */
export const handOver = (member: string, said: HandOverSaid) => call('post', '/members/{id}/hand-over', { path: { id: member }, body: said })

/** Gives back what was handed over in the save that its answer told, but for what has moved on. */
export const takeBack = (member: string, position: number) => call('post', '/members/{id}/hand-over/take-back', { path: { id: member }, body: { position } })

/** A link by which a person opens their own screen, in this activation. */
export const makeLink = (activation: string, member: string) => call('post', '/activations/{id}/links', { path: { id: activation }, body: { member } })

/** Somebody phoned a person: whatever had not reached them is settled by it. */
export const toldByPhone = (activation: string, member: string): Promise<Written> => call('post', '/activations/{id}/told', { path: { id: activation }, body: { member } })

/** That a person was phoned was recorded by mistake. */
export const withdrawTold = (activation: string, member: string, reason: string): Promise<Written> =>
  call('post', '/activations/{id}/told/withdraw', { path: { id: activation }, body: { member, reason } })

export type TaskVerb = 'accept' | 'start' | 'complete' | 'reassign' | 'reopen' | 'cancel' | 'note'

export const actOnTask = (task: string, verb: TaskVerb | 'take-over' | 'turn-down', act: TaskAct): Promise<Written> => call('post', '/tasks/{id}/{verb}', { path: { id: task, verb }, body: act })

export const readTask = (task: string) => call('get', '/tasks/{id}', { path: { id: task } })

export const listActivations = (code: string) => call('get', '/communities/{code}/activations', { path: { code } })
