import type { Filled, FormField, FormPaper, OwnTask, Report, ReadField } from '../api/types.ts'
import { fieldsOf, rowsOf, type Places } from '../forms/reporting.ts'
import { inWords, t } from '../i18n/index.ts'

const LISTS: Partial<Record<NonNullable<FormField['type']>, keyof Places>> = { member: 'members', group: 'groups', grid: 'grids' }

/** What was typed into a report, field by field, as people read it. */
export function typedOf(report: Report, paper: FormPaper | null, places: Places): ReadField[] {
  const fields = fieldsOf(paper ?? undefined, { zh: t('form.note'), en: t('form.note') })
  return fields.flatMap((field) => {
    const text = textOf(field, report[field.id], places)
    return text ? [{ id: field.id, label: inWords(field.name), text }] : []
  })
}

function textOf(field: FormField, value: Filled | undefined, places: Places): string {
  if (value === undefined || value === null) return ''
  if (field.type === 'rows') return rowsOf(value).map((row) => rowText(field.fields ?? [], row, places)).join('\n')
  const all = Array.isArray(value) ? value : [value]
  return all.map((one) => word(field, one, places)).filter(Boolean).join(t('mark.comma'))
}

const rowText = (fields: FormField[], row: Report, places: Places): string => fields.map((field) => textOf(field, row[field.id], places)).filter(Boolean).join(t('mark.comma'))

function word(field: FormField, value: Filled, places: Places): string {
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no')
  const list = LISTS[field.type ?? 'text']
  const named = list && places[list].find((one) => one.id === value)?.name
  const choice = (field.choices ?? []).find(([id]) => id === value)?.[1]
  const unit = field.unit && typeof value === 'number' ? inWords(field.unit) : ''
  return named ?? (choice ? inWords(choice) : `${String(value)}${unit}`)
}

/** The same as one text, to be pasted elsewhere. */
export const asText = (about: string, typed: ReadField[]): string => [about, ...typed.map((one) => `${one.label}${t('mark.colon')}${one.text}`)].join('\n')

/** Where a report that was refused may be handed in: its own task while it is there, else others of one's own on the same form. */
export function takersOf(task: string, form: string, tasks: OwnTask[]): OwnTask[] {
  const open = tasks.filter((one) => one.mine && one.state !== 'locked' && one.state !== 'waiting' && (one.state !== 'completed' || one.report_owed))
  const own = open.filter((one) => one.id === task)
  return own.length ? own : open.filter((one) => form !== '' && one.form?.id === form)
}
