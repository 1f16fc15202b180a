/** What the API tells of communities, readiness and history. Times are ISO 8601 strings. */

export type Mode = 'peacetime' | 'alert' | 'wartime' | 'recovery'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Session {
  role: 'administrator' | 'officer' | 'secretary' | 'deputy' | 'grid_leader' | 'supervisor' | 'integrator' | 'member'
  place: string
  name: string
  /** Whether it is an account, with a password to change. */
  has_account: boolean
  /** Whom they are on the roster, where they are on one. */
  member: string | null
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
  city?: string
  province?: string
  /** People asked for, and those at their posts; red posts, tasks by state, tasks overdue. */
  asked?: number
  mustered?: number
  vacant?: number
  tasks?: Record<string, number>
  overdue?: number
  readiness: { score: number; band: Band } | null
  /** Acts that wait for a second person; told of one community alone. */
  pending?: Waiting[]
}

export interface Waiting {
  act: 'activate' | 'level' | 'authority' | 'amend' | 'recover' | 'stand_down'
  activation: string
  asked_at: string
}

export interface Missing {
  text: string
  grid?: string | null
  grid_name?: string
}

export interface Check {
  id: string
  name: string
  weight: number
  /** Points got; null while nothing is recorded that it could be measured by. */
  got: number | null
  measured: boolean
  rule?: string
  note?: string | null
  missing: Missing[]
  /** Numbers below the playbook's minimum: worth knowing, no fault. */
  advice?: Missing[]
}

export interface Readiness {
  score: number
  band: Band
  scaled?: string
  checks: Check[]
  next: { text: string }[]
}

export interface CaseLine {
  id: string
  /** The number; null once erased. */
  ref: string | null
  grid: string | null
  grid_name: string | null
  reported_at: string | null
  recorded_at: string
  open: boolean
}

export interface AlertLine {
  id: string
  /** Null for the whole community. */
  grid: string | null
  grid_name: string | null
  reason: string | null
  raised_at: string
  open: boolean
}

export interface HistoryPage {
  items: HistoryEntry[]
  /** The position to go on after; null at the end. */
  next: number | null
}

export interface HistoryEntry {
  position: number
  at: string
  actor: string
  type: string
  text: { zh: string; en: string }
}
