import type { RouteLocationRaw } from 'vue-router'
import type { Waiting } from '../api/types.ts'

/** Where a second person does what another asked for; a click is asked for anew, the rest on the board. */
export const confirmAt = (one: Waiting, code: string): RouteLocationRaw =>
  one.act === 'activate' ? { name: 'activate', params: { code } } : { name: 'board', params: { code }, query: { act: one.act, on: one.activation } }

/** What waits for somebody: never what they asked for themselves. */
export const waitingFor = (actor: string | undefined, waiting: Waiting[]): Waiting[] => waiting.filter((one) => one.asked_by !== actor)
