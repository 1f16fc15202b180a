/** What the API takes and tells of things that happened. */

import type { TaskState } from './board.ts'
import type { Report, ReportField } from './forms.ts'

export interface OccurrenceOrder {
  event: string
  grid?: string
  building?: number
  occurred_at?: string
  report?: Report
  forecasts?: Record<string, string>
}

export interface Logged {
  id: string
  position: number
  tasks: unknown[]
}

export interface Occurrence {
  id: string
  /** Its running number in the activation. */
  number: number
  event: string
  name: string
  at: string
  position: number
  grid: string | null
  grid_name: string | null
  building: number | null
  state: 'open' | 'closed'
  phases: { phase: string; at: string }[]
  to_come: string[]
  fields: ReportField[] | null
  tasks: { id: string; title: string; group_name: string; state: TaskState; overdue: boolean; due_at: string | null }[]
}
