/** What the API tells of forms: whose fields are typed, and what may be filled into them. */

import type { Words } from '../../i18n/language.ts'

export type FieldType =
  | 'text'
  | 'note'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'date'
  | 'time'
  | 'datetime'
  | 'member'
  | 'group'
  | 'grid'
  | 'building'
  | 'phone'
  | 'rows'

export interface FormField {
  id: string
  name: Words
  type?: FieldType
  required?: boolean
  choices?: [string, Words][]
  unit?: Words | null
  least?: number | null
  most?: number | null
  fields?: FormField[]
  decisions?: boolean
}

export interface FormPaper {
  id: string
  name: Words
  pii?: 'none' | 'staff' | 'resident' | 'sensitive'
  keep?: number | null
  fields?: FormField[]
  ledger?: Words | null
}

export type Filled = string | number | boolean | null | string[] | Report[] | Report
export interface Report {
  [field: string]: Filled
}

/** A field of a report that was handed in: what it is called, and its value in words. */
export interface ReportField {
  id: string
  label: string
  text: string
}
