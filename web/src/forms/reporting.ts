import type { Filled, FormField, FormPaper, Report } from '../api/types.ts'
import type { Words } from '../i18n/language.ts'

/** Whom and what the fields of a form may name. */
export interface Places {
  members: Named[]
  groups: Named[]
  grids: Named[]
}

export interface Named {
  id: string
  name: string
}

/** The fields to fill in: those of the form, and one for plain words where it has none. */
export function fieldsOf(paper: FormPaper | undefined, note: Words): FormField[] {
  const fields = paper?.fields ?? []
  const words = fields.some((field) => field.type === 'note' || (field.type ?? 'text') === 'text')
  return words ? fields : [...fields, { id: 'note', name: note, type: 'note' }]
}

/** How many fields are asked for at once where a form requires none. */
const FEW = 4
/** So few more are not worth a fold. */
const REST = 1

/** Fields in two: those to fill in now, required ones first, and those of later steps. `needed` are asked for now, too. */
export function parted(fields: FormField[], needed: ReadonlySet<string> = new Set()): { now: FormField[]; later: FormField[] } {
  const required = fields.filter((field) => field.required || needed.has(field.id))
  const words = fields.find((field) => field.type === 'note')
  const few = required.some((field) => field.required) ? [] : fields.filter((field) => field !== words).slice(0, FEW)
  const now = [...new Set([...required, ...few, ...(few.length && words ? [words] : [])])]
  const later = fields.filter((field) => !now.includes(field))
  return later.length > REST ? { now, later } : { now: [...required, ...fields.filter((field) => !required.includes(field))], later: [] }
}

const isRows = (value: Filled | undefined): value is Report[] => Array.isArray(value) && value.some((one) => typeof one === 'object')

function isEmpty(value: Filled | undefined): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return !value.trim()
  return Array.isArray(value) && !value.length
}

/** What was filled in, without the fields and rows that were left empty. */
export function cleaned(fields: FormField[], report: Report): Report {
  const kept: Report = {}
  for (const field of fields) {
    const value = report[field.id]
    const said = field.type === 'rows' ? rowsOf(value).map((row) => cleaned(field.fields ?? [], row)).filter((row) => Object.keys(row).length) : value
    if (said !== undefined && !isEmpty(said)) kept[field.id] = typeof said === 'string' ? said.trim() : said
  }
  return kept
}

/** The rows of a field, none when nobody added one. */
export const rowsOf = (value: Filled | undefined): Report[] => (isRows(value) ? value : [])

/** What a report should not lack and does: the names of the fields. */
export function lacking(fields: FormField[], report: Report): FormField[] {
  return fields.flatMap((field) => {
    if (field.type === 'rows' && rowsOf(report[field.id]).length) return rowsOf(report[field.id]).flatMap((row) => lacking(field.fields ?? [], row))
    return field.required && isEmpty(report[field.id]) ? [field] : []
  })
}
