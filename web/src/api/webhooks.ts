import { get, post, request } from './http.ts'
import type { Attempt, HookLine, Page, Webhook, WebhookMade } from './types.ts'

const one = (id: string): string => `/webhooks/${encodeURIComponent(id)}`

export const listWebhooks = (): Promise<Page<Webhook>> => get('/webhooks', { limit: 200 })

/** Subscribes; the secret is told here once. */
export const subscribe = (told: { url: string; name: string; place?: string; types: string[]; format: string }): Promise<WebhookMade> => post('/webhooks', told)

export const removeWebhook = (id: string): Promise<unknown> => request('DELETE', one(id))
export const pauseWebhook = (id: string): Promise<Webhook> => post(`${one(id)}/pause`)
export const resumeWebhook = (id: string): Promise<Webhook> => post(`${one(id)}/resume`)
export const rotateSecret = (id: string): Promise<{ secret: string; overlap_until: string | null }> => post(`${one(id)}/secret`)

/** Sends a test at once, and tells what came of it. */
export const testWebhook = (id: string): Promise<Attempt> => post(`${one(id)}/test`, {}, { patience: 60_000 })

export const listLines = (id: string, state?: string): Promise<Page<HookLine>> => get(`${one(id)}/lines`, { state, limit: 50 })
export const listAttempts = (id: string, after?: number): Promise<Page<Attempt>> => get(`${one(id)}/attempts`, { after, limit: 20 })

/** Goes on where a community's line is parked; all of them without one. */
export const unpark = (id: string, community?: string): Promise<unknown> => post(`${one(id)}/unpark`, { community: community ?? null })

/** Tells everything again from a position on. */
export const redeliver = (id: string, from_position: number): Promise<unknown> => post(`${one(id)}/redeliveries`, { from_position })
