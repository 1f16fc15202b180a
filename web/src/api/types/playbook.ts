/** What the API tells of a plan in full. Fields at their usual value are left out. Spans are ISO 8601. */

import type { Words } from '../../i18n/language.ts'
import type { Mode } from './community.ts'
import type { FormPaper } from './forms.ts'

export type DueKind = 'offset' | 'level' | 'event' | 'daily' | 'interval' | 'day' | 'before' | 'phase'

export interface Due {
  kind: DueKind
  plus?: string
  minus?: string
  every?: string
  at?: string[]
  until?: string[]
  day?: number
  level?: string
  event?: string
  target?: string
  phase?: string
  per_level?: Record<string, string>
}

export interface PlanTask {
  id: string
  title: string
  due: Due
  pre?: string[]
  form?: string | null
  ladder?: string | null
  authority?: boolean
  /** `seed`, `source`, `adapted` or `inference`, the usual one. */
  basis?: string
  /** Whether a source states the time. */
  official?: boolean
  sources?: Words[]
  each?: string
  places?: number
  rota?: string
  begins?: string | null
  /** The field that names the group which the task goes to. */
  group_from?: string | null
  condition?: string | null
}

export interface PlanGroup {
  id: string
  name: string
  mission: string
  lead_role: string | null
  deputy_role: string | null
  per: 'grid' | 'community'
  condition?: string | null
  staffing: { role: string; min?: number }[]
  tasks: PlanTask[]
}

export interface PlanEvent {
  id: string
  name: Words
  form?: string | null
  phases?: string[]
  system?: boolean
  forecast?: string | null
}

export interface PlanLevel {
  id: string
  name: Words
  colour?: string
  duty?: Partial<Words>
}

export interface PlaybookLine {
  id: string
  revision: string
  title: string
  mode: Mode
  levels: string[]
  groups: PlanGroup[]
}

export interface Playbook extends PlaybookLine {
  roles: Record<string, Words>
  ladders?: Record<string, [string, string][]>
  forms?: Record<string, Words>
  status?: string
  note?: Partial<Words>
  guards?: Record<string, Words>
  parameters?: Record<string, number | string | string[]>
  parameter_words?: Record<string, Words>
  papers?: Record<string, FormPaper>
  events?: Record<string, PlanEvent>
  phases?: Record<string, Words>
  targets?: Record<string, { id: string; name: Words }>
  level_words?: Record<string, PlanLevel>
  muster_within?: string | null
  two_persons?: string[]
  forecasts?: Record<string, Words>
  timezone: string
}
