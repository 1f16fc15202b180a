/** What the API tells of notices and how far they came. */

export type NoticeState = 'queued' | 'trying' | 'sent' | 'delivered' | 'read' | 'acted' | 'failed' | 'lapsed'

export interface NoticeLine {
  id: string
  /** Null for a group's chat. */
  member: string | null
  name: string | null
  activation: string
  kind: string
  group: string | null
  grid: string | null
  state: NoticeState
  /** Nobody was reached, and nothing came of it since. */
  unreached: boolean
  /** Of a drill: nothing leaves the house. */
  held: boolean
  channel: string | null
  queued_at: string
  sent_at: string | null
  read_at: string | null
  acted_at: string | null
}
