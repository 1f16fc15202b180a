import { call } from './call.ts'
import type { OccurrenceOrder } from './types.ts'

/** Logs what happened; the same key never logs it twice. */
export const logOccurrence = (code: string, activation: string, told: OccurrenceOrder, key: string) =>
  call('post', '/communities/{code}/activations/{id}/occurrences', { path: { code, id: activation }, body: told, headers: { 'Idempotency-Key': key } })

/** What happened and is not over. */
export const listOccurrences = (code: string, activation: string) =>
  call('get', '/communities/{code}/activations/{id}/occurrences', { path: { code, id: activation }, query: { state: 'open', limit: 1000 } })

export const closeOccurrence = (code: string, activation: string, id: string, reason: string) =>
  call('post', '/communities/{code}/activations/{id}/occurrences/{occurrence}/close', { path: { code, id: activation, occurrence: id }, body: { reason } })
