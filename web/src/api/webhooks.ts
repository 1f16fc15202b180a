import { call } from './call.ts'
import type { Shape } from './call.ts'

export const listWebhooks = () => call('get', '/webhooks', { query: { limit: 200 } })

/** Subscribes; the secret is told here once. */
export const subscribe = (told: Shape<'WebhookBody'>) => call('post', '/webhooks', { body: told })

export const removeWebhook = (id: string) => call('delete', '/webhooks/{id}', { path: { id } })
export const pauseWebhook = (id: string) => call('post', '/webhooks/{id}/pause', { path: { id } })
export const resumeWebhook = (id: string) => call('post', '/webhooks/{id}/resume', { path: { id } })
export const rotateSecret = (id: string) => call('post', '/webhooks/{id}/secret', { path: { id } })

/** Sends a test at once, and tells what came of it. */
export const testWebhook = (id: string) => call('post', '/webhooks/{id}/test', { path: { id }, patience: 60_000 })

export const listLines = (id: string, state?: Shape<'Standing'>['state']) => call('get', '/webhooks/{id}/lines', { path: { id }, query: { state, limit: 50 } })
export const listAttempts = (id: string, said: { after?: number; accepted?: boolean; community?: string } = {}) => call('get', '/webhooks/{id}/attempts', { path: { id }, query: { ...said, limit: 20 } })

/** Goes on where a community's line is parked; all of them without one. */
export const unpark = (id: string, community?: string) => call('post', '/webhooks/{id}/unpark', { path: { id }, body: { community: community ?? null } })

/** Goes on without the event at which a community's line stands. */
export const skipParked = (id: string, community: string) => call('post', '/webhooks/{id}/unpark', { path: { id }, body: { community, skip: true } })

/** Tells everything again from a position on, of one community or of all. */
export const redeliver = (id: string, from_position: number, community?: string) => call('post', '/webhooks/{id}/redeliveries', { path: { id }, body: { from_position, community: community ?? null } })
