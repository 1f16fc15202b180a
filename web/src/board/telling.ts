import type { FormField, Report } from '../api/types.ts'

/** The fields of a form that say where something is and what it is, by id: its building or its first words, and its note. */
export function tellingOf(fields: readonly FormField[]): string[] {
  const where = fields.find((one) => one.type === 'building') ?? fields.find((one) => (one.type ?? 'text') === 'text')
  return [where, fields.find((one) => one.type === 'note')].flatMap((one) => one?.id ?? [])
}

/** Whether nothing that was filled in says where it is or what happened: a kind that was chosen says neither. */
export function saysNothing(fields: readonly FormField[], report: Report | undefined): boolean {
  const words = fields.filter((one) => ['text', 'note', 'building'].includes(one.type ?? 'text'))
  return words.length > 0 && words.every((one) => report?.[one.id] === undefined || report[one.id] === null || report[one.id] === '')
}
