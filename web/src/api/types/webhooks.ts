/** What the API tells of webhooks. */

export interface Lag {
  events: number
  seconds: number
  waiting: number
  retrying: number
  parked: number
  unread: number
}

export interface Webhook {
  id: string
  name: string
  url: string
  place: string
  /** None: every type. */
  types: string[]
  format: 'structured' | 'binary'
  state: 'active' | 'paused' | 'ended'
  ended: { at: string; why: 'gone' | 'owner' } | null
  overlap_until: string | null
  lag: Lag
}

/** A subscription just made, with its secret: told once. */
export interface WebhookMade extends Webhook {
  secret: string
}

/** The line of a community: what was accepted last, and what waits behind it. */
export interface HookLine {
  community: string
  state: 'delivered' | 'waiting' | 'retrying' | 'parked'
  accepted: number
  pending: number
  attempts: number
  next_attempt_at: string | null
  error: string
}

export interface Attempt {
  id: number
  position: number
  community: string
  attempt: number
  at: string
  accepted: boolean
  status: number | null
  /** Why it was not accepted; empty when it was. */
  code: string
  milliseconds: number
  answer: string
}

/** An event as it goes by. */
export interface WireEvent {
  id: string
  type: string
  source: string
  time: string
  data: Record<string, unknown>
}
