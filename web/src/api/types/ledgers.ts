/** What the API tells of reports and the ledgers that they make. */

import type { ReportField } from './forms.ts'

export interface LedgerLine {
  form: string
  name: string
  pii: 'none' | 'staff' | 'resident' | 'sensitive'
  /** Days after stand-down; null for ever. */
  keep_days: number | null
  /** Read only by those who handle it. */
  guarded: boolean
  reports: number
  owed: number
  expired: number
}

export interface LedgerRow {
  position: number
  at: string
  activation: string
  form: string
  form_name: string
  subject: string
  group_name: string | null
  grid_name: string | null
  by_name: string | null
  late: boolean
  drill: boolean
  report: string
  fields: ReportField[] | null
}
