/** What the API tells of the table: grids, people, and an import. */

import type { Words } from '../../i18n/language.ts'

export type Position = 'lead' | 'deputy' | 'member'

export type Severity = 'error' | 'warning' | 'notice'

export interface Grid {
  id: string
  name: string
  kind: 'compound' | 'employer'
}

export interface RosterMember {
  id: string
  name: string | null
  phone: string | null
  roles: { role: string; grid: string | null }[]
  seats: { playbook: string; group: string; position: Position; grid: string | null }[]
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
  message: Words
  suggestion?: Words | null
}

/** One difference; `kind` is the topic that it becomes, `grid` a name, the other ids as in the playbook. */
export interface ImportChange {
  kind: string
  name?: string
  grid?: string
  role?: string
  group?: string
  position?: Position
  field?: string
  before?: string
  after?: string
}

export interface ImportResult {
  dry_run: boolean
  summary: { grids: number; members: number; roles: number; seats: number }
  changes: ImportChange[]
  issues: ImportIssue[]
  position: number
}
