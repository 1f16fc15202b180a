/** What the API sends, as far as these pages read it. Times are ISO 8601 strings. */

export type Mode = 'peacetime' | 'alert' | 'wartime' | 'recovery'
export type Position = 'lead' | 'deputy' | 'member'
export type TaskState = 'waiting' | 'locked' | 'open' | 'accepted' | 'started' | 'completed' | 'cancelled'
export type Severity = 'error' | 'warning' | 'notice'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Session {
  role: 'administrator' | 'secretary' | 'supervisor' | 'integrator'
  place: string
  name: string
}

export interface Band {
  id: string
  name: string
}

export interface CommunityLine {
  code: string
  name: string
  mode: Mode
  street?: string
  county?: string
  readiness: { score: number; band: Band | string } | null
}

export interface Missing {
  text: string
  grid?: string | null
}

export interface Check {
  id: string
  name: string
  weight: number
  got: number
  measured: boolean
  missing: Missing[]
}

export interface Readiness {
  score: number
  band: Band
  checks: Check[]
  next: { text: string }[]
}

export interface Grid {
  id: string
  name: string
  kind: 'compound' | 'employer'
}

export interface RosterMember {
  id: string
  name: string | null
  phone: string | null
  roles: { role: string; role_name?: string; grid: string | null }[]
  seats: { playbook: string; group: string; group_name?: string; position: Position; grid: string | null }[]
}

export interface Roster {
  grids: Grid[]
  members: RosterMember[]
}

export interface ImportIssue {
  severity: Severity
  code: string
  sheet: string
  cell: string
  value?: string
  message: string
  suggestion?: string | null
}

export interface ImportChange {
  kind?: string
  text?: string
}

export interface ImportResult {
  dry_run: boolean
  summary: { grids: number; members: number; roles: number; seats: number }
  changes: ImportChange[]
  issues: ImportIssue[]
  position: number
}

export interface PlaybookLine {
  id: string
  title: string
  mode: Mode
  levels?: string[]
}

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

export interface Preview {
  summary: Summary
  already: { id?: string; grid?: string; grid_name?: string }[] | string[]
  vacancies: { group: string; group_name?: string; grid: string | null; grid_name?: string; position: Position }[]
  twice: { member: string; name: string | null; posts: { group: string; group_name?: string; grid: string | null; grid_name?: string; position: Position }[] }[]
  unreachable: { member: string; name: string | null }[]
  locked: number
}

export interface Activated {
  id: string
  position: number
  already: unknown[]
  summary: Summary
}

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
  report_owed?: boolean
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
  at?: string
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
  names?: Record<string, string | null>
  activations: BoardActivation[]
}

export interface CallSheetGroup {
  group: string
  name: string
  grid: string | null
  grid_name?: string | null
  text: string
  members: { name: string | null; phone: string | null; position: Position }[]
}

export interface CallSheet {
  title: string
  groups: CallSheetGroup[]
}

export interface HistoryEntry {
  position: number
  at: string
  actor: string
  type: string
  text: { zh: string; en: string }
}

export interface ActivationLine {
  id: string
  playbook: string
  title?: string
  grids: string[]
  at: string
  drill?: boolean
  ended_at?: string | null
}
