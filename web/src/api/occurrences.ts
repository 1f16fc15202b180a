import { get, post } from './http.ts'
import type { Logged, Occurrence, OccurrenceOrder, Page } from './types.ts'

const of = (code: string, activation: string): string =>
  `/communities/${encodeURIComponent(code)}/activations/${encodeURIComponent(activation)}/occurrences`

/** Logs what happened; the same key never logs it twice. */
export const logOccurrence = (code: string, activation: string, told: OccurrenceOrder, key: string): Promise<Logged> =>
  post(of(code, activation), told, { headers: { 'Idempotency-Key': key } })

/** What happened and is not over. */
export const listOccurrences = (code: string, activation: string): Promise<Page<Occurrence>> => get(of(code, activation), { state: 'open', limit: 1000 })

export const closeOccurrence = (code: string, activation: string, id: string, reason: string): Promise<{ position: number }> =>
  post(`${of(code, activation)}/${encodeURIComponent(id)}/close`, { reason })
