import type { Choice } from './RosterCell.vue'
import type { Column } from './sheet.ts'

/** What a pasted text means in a cell; `refused` says why it means nothing, or not all of it does. */
export interface Pasted {
  value: string | null
  refused: 'several' | 'unknown' | null
}

/** What a tick and its absence are called in spreadsheets, apart from words. */
const YES = ['√', '✓', '✔', '1', 'x']
const NO = ['', '0', '-', '—', '/']
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/**
 * The value of one cell from a spreadsheet's clipboard: its first cell where there are several.
 *
 * In a column of choices it is the choice of that name; in a column of ticks, one of the words for yes or no, or the
 * role's own name.
 */
export function pasted(text: string, column: Column, choices: Choice[] | null, title: string, words: { yes: string[]; no: string[] }): Pasted {
  const cells = text.replace(/\r?\n$/, '').split(/\t|\r?\n/)
  const first = (cells[0] ?? '').trim()
  const several = cells.length > 1 ? 'several' : null
  if (column.kind === 'role') {
    const value = [...YES, ...words.yes, title].map(plain).includes(plain(first)) ? 'yes' : [...NO, ...words.no].includes(plain(first)) ? '' : null
    return { value, refused: value === null ? 'unknown' : several }
  }
  if (!choices) return first || column.kind !== 'name' ? { value: first, refused: several } : { value: null, refused: 'unknown' }
  const found = choices.find((one) => plain(one.name) === plain(first)) ?? (first.length > 1 ? choices.find((one) => plain(one.name).startsWith(plain(first))) : undefined)
  return found ? { value: found.id, refused: several } : { value: null, refused: 'unknown' }
}
