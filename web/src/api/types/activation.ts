/** What the API takes and tells about a click. */

import type { Mode } from './community.ts'
import type { Position } from './roster.ts'

export interface Summary {
  groups: number
  members: number
  tasks: number
  vacant: number
}

export interface Scope {
  grids?: string[]
  community?: true
}

export interface ActivationOrder {
  playbook: string
  scope: Scope
  reason: string
  case_ref?: string
  authority?: string
  planned_end?: string
  drill?: boolean
}

export interface PostPlace {
  group: string
  group_name: string
  grid: string | null
  grid_name: string | null
  position: Position
}

/** An empty post; only a red one is a fault, the others are numbers below the plan's advice. */
export interface Vacancy extends PostPlace {
  role: string | null
  role_name: string | null
  missing: number
  red: boolean
}

export interface Preview {
  summary: Summary
  /** Grids that run it already. */
  already: string[]
  drills_ended?: string[]
  vacancies: Vacancy[]
  twice: { member: string; name: string | null; posts: PostPlace[] }[]
  unreachable: { member: string; name: string | null }[]
  locked: number
}

export interface Activated {
  id: string
  /** Nothing was started yet: a second person has to press too. */
  pending?: boolean
  position: number
  already: string[]
  summary: Summary
}

export interface CallSheetGroup {
  group: string
  name: string
  grid: string | null
  grid_name?: string | null
  text: string
  members: { member: string; name: string | null; phone: string | null; position: Position }[]
}

export interface CallSheet {
  title: string
  drill?: boolean
  groups: CallSheetGroup[]
}

export interface ActivationLine {
  id: string
  playbook: string
  title: string
  state: string
  mode?: Mode
  started_at: string
  drill: boolean
  grids: { id: string; name: string | null }[]
}
