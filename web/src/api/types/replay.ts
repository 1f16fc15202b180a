/** What the API tells of the past. */

import type { HistoryEntry } from './community.ts'

export type Lane =
  | 'command'
  | 'posted'
  | 'mustered'
  | 'opened'
  | 'taken'
  | 'handed_over'
  | 'completed'
  | 'overdue'
  | 'escalated'
  | 'occurrences'

/** A stretch of time in which something happened. */
export interface TimeStep {
  /** Its end. */
  at: string
  first: number
  position: number
  counts: Partial<Record<Lane, number>>
}

export interface TimeLine {
  from: string
  to: string
  position: number
  steps: TimeStep[]
  /** Cases, clicks, levels, ends. */
  marks: HistoryEntry[]
}

/** Who was assigned to what, from when to when, by whom; `task` is null for a post. */
export interface Assignment {
  member: string
  activation: string
  group: string
  grid: string | null
  task: string | null
  role: string
  from: string
  to: string | null
  by: string
  by_name: string | null
  reason: string | null
  from_position: number
}
