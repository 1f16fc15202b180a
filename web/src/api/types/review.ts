/** What the API tells of an activation afterwards: plan against actual. Spans are seconds. */

import type { Mode } from './community.ts'
import type { TaskState } from './board.ts'

export type Outcome = 'on_time' | 'late' | 'missed' | 'cancelled' | 'open'

export interface ReviewCounts {
  tasks: number
  on_time: number
  late: number
  missed: number
  cancelled: number
  open: number
  owed: number
  rate: number | null
}

export interface ReviewTask {
  id: string
  title: string
  state: TaskState
  outcome: Outcome
  starts_at: string | null
  due_at: string | null
  completed_at: string | null
  completed_by: string | null
  late_seconds: number | null
  report_owed: boolean
  uncovered: number
  cancelled_because: string | null
  escalations: { step: number; role_name: string; told: number; at: string }[]
}

export interface ReviewGroup {
  group: string
  name: string
  grid: string | null
  grid_name: string | null
  muster: {
    asked: number
    first_seconds: number | null
    lead_seconds: number | null
    everybody_seconds: number | null
    absent: number | null
  }
  on_time: ReviewCounts
  tasks: ReviewTask[]
}

export interface DrillScore {
  score: number | null
  within_seconds: number
  formula: string
  parts: { id: string; name: string; weight: number; got: number | null; good: number; of: number }[]
}

export interface Review {
  community: string
  activation: string
  at: string
  state: 'running' | 'stood_down' | 'undone'
  final: boolean
  drill: boolean
  head: {
    community_name: string
    title: string
    revision: string
    mode: Mode
    level_name: string | null
    grids: { id: string; name: string | null }[]
    case_ref: string | null
    reason: string | null
    by_name: string | null
    started_at: string
    ended_at: string | null
    ended_by_name: string | null
    ended_because: string | null
    seconds: number
    authorities: { text: string | null; at: string }[]
  }
  summary: string
  figures: ReviewCounts & {
    groups: number
    members: number
    mustered: number
    red_ever: number
    escalations: number
    nobody_told: number
    uncovered: number
    reassigned: number
    occurrences: number
    occurrences_closed: number
    not_reached: number
  }
  timeline: { kind: string; at: string; until: string; count: number; text: string }[]
  groups: ReviewGroup[]
  vacancies: { name: string; grid_name: string | null; since: string; until: string | null; cause_name: string; seconds: number }[]
  reassignments: {
    kind: string
    name: string | null
    grid_name: string | null
    title: string | null
    from: string[]
    to: string[]
    cause_name: string
    reason: string | null
    at: string
  }[]
  occurrences: { event: string; name: string; logged: number; closed: number; open: number; median_seconds: number | null; longest_seconds: number | null }[]
  notices: { kind: string; queued: number; held: number; sent: number; delivered: number; read: number; acted: number; not_reached: number }[]
  never_opened: { key: string; title: string; due: string }[]
  score: DrillScore | null
  names: Record<string, string | null>
}
