/** What the API tells of the board. */

import type { Mode } from './community.ts'
import type { ReportField } from './forms.ts'
import type { Position } from './roster.ts'

export type TaskState = 'waiting' | 'locked' | 'open' | 'accepted' | 'started' | 'completed' | 'cancelled'

export interface BoardMember {
  member: string
  name: string | null
  position: Position
  mustered_at: string | null
  phone?: string | null
  /** Nobody reached them: somebody should phone. */
  unreached?: boolean
}

export interface BoardTask {
  id: string
  title: string
  state: TaskState
  opened_at?: string
  due_at?: string | null
  overdue: boolean
  assignees: string[]
  key: string
  pre: string[]
  form?: string | null
  /** In one line. */
  report?: string | null
  report_owed?: boolean
  escalations?: Escalation[]
  /** Of a slot: when it begins (it ends when it is due), and how many people it needs. */
  starts_at?: string | null
  places?: number
  /** Who has taken the slot up. */
  taken?: string[]
  /** How many a slot lacked when it began. */
  missing?: number
  occurrence?: { id: string; event?: string | null; name: string | null; number: number | null; about: string | null; building: number | null; grid: string | null } | null
  /** What tells it apart from others of its line: its occurrence by number, its building. */
  where?: string | null
  building?: number | null
}

/** A task asked for by itself, with its report field by field. */
export interface OneTask extends BoardTask {
  fields: ReportField[] | null
}

/** A step of a ladder; `to` is empty when there was nobody to tell. */
export interface Escalation {
  step: number
  role: string
  role_name?: string | null
  to: string[]
  at: string
}

export interface BoardGroup {
  group: string
  name: string
  grid: string | null
  grid_name?: string | null
  vacant?: boolean
  /** By when everybody should be at the post, where somebody watches. */
  muster_by?: string | null
  /** Who was absent then; null until that is over. */
  absent?: string[] | null
  members: BoardMember[]
  tasks: BoardTask[]
}

export interface BoardActivation {
  id: string
  playbook: string
  title?: string
  started_at: string
  /** Of one that is over, and whose aftermath is still being worked on. */
  ended_at?: string
  drill?: boolean
  reason?: string | null
  mode?: Mode
  /** Ids of the grids that it runs on. */
  grids?: string[]
  level?: string | null
  forecasts?: Record<string, string>
  authority?: string | null
  planned_end?: string | null
  undo_until?: string | null
  groups: BoardGroup[]
}

/** What people still work on at of an activation that ended. */
export interface Aftermath {
  activation: string
  playbook: string
  title: string
  drill: boolean
  ended_at: string
  tasks: (BoardTask & { group: string; group_name: string; grid: string | null; grid_name: string | null })[]
}

export interface Board {
  community: string
  mode: Mode
  position: number
  at: string
  /** The server's time at the answer, where it tells it. */
  now?: string
  /** Seconds since the first fact that it has not taken in yet. */
  behind_s?: number
  names?: Record<string, string | null>
  grids?: { id: string; name: string; kind: string; mode?: Mode }[]
  activations: BoardActivation[]
  aftermath?: Aftermath[]
}
