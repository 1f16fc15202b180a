/** What the API tells of the board. */

import type { Mode } from './community.ts'
import type { Position } from './roster.ts'

export type TaskState = 'waiting' | 'locked' | 'open' | 'accepted' | 'started' | 'completed' | 'cancelled'

export interface BoardMember {
  member: string
  name: string | null
  position: Position
  mustered_at: string | null
  phone?: string | null
}

export interface BoardTask {
  id: string
  title: string
  state: TaskState
  due_at?: string | null
  overdue: boolean
  assignees: string[]
  key: string
  pre: string[]
  report?: string | null
  report_owed?: boolean
  escalations?: unknown[]
}

export interface BoardGroup {
  group: string
  name: string
  grid: string | null
  grid_name?: string | null
  vacant?: boolean
  members: BoardMember[]
  tasks: BoardTask[]
}

export interface BoardActivation {
  id: string
  playbook: string
  title?: string
  started_at: string
  drill?: boolean
  reason?: string | null
  level?: string | null
  authority?: string | null
  planned_end?: string | null
  undo_until?: string | null
  groups: BoardGroup[]
}

export interface Board {
  community: string
  mode: Mode
  position: number
  at: string
  /** The server's time at the answer, where it tells it. */
  now?: string
  names?: Record<string, string | null>
  activations: BoardActivation[]
}
