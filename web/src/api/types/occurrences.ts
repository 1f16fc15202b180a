/** What the API takes and tells of things that happened. */

import type { Report } from './forms.ts'

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
  event: string
  event_name?: string
  at: string
  grid?: string | null
  grid_name?: string | null
  building?: number | null
  state: string
  phases?: { phase: string; at?: string }[]
  report?: Report | string | null
}
