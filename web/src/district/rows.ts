import type { CommunityLine, Mode } from '../api/types.ts'
import { finder } from '../desk/sought.ts'
import { MODES, sumOf, type Figures, type Sum } from './summing.ts'

export type Column = 'name' | 'mode' | 'readiness' | 'mustered' | 'vacant' | 'overdue' | 'open' | 'done'
export const COLUMNS: Column[] = ['name', 'mode', 'readiness', 'mustered', 'vacant', 'overdue', 'open', 'done']

/** A community with its figures, as a line of the table. */
export interface Row {
  key: string
  line: CommunityLine
  sum: Sum
}

/** What the table shows, and in which order. */
export interface View {
  words: string
  mode: Mode | 'drill' | ''
  by: Column
  down: boolean
}

export const usual = (): View => ({ words: '', mode: '', by: 'mode', down: false })

const share = (sum: Figures): number => (sum.asked ? sum.mustered / sum.asked : -1)
const byCode = (a: Row, b: Row): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
/** By what is real, the most first; drills tell like ones apart. */
const most = (figure: 'vacant' | 'overdue' | 'open' | 'done') => (a: Row, b: Row) => b.sum[figure] - a.sum[figure] || b.sum.drilled[figure] - a.sum.drilled[figure]
const ORDER: Record<Column, (a: Row, b: Row) => number> = {
  name: byCode,
  mode: (a, b) => MODES.indexOf(a.line.mode) - MODES.indexOf(b.line.mode) || b.sum.drills - a.sum.drills || b.sum.overdue - a.sum.overdue,
  readiness: (a, b) => (a.sum.readiness ?? -1) - (b.sum.readiness ?? -1),
  mustered: (a, b) => share(a.sum) - share(b.sum) || share(a.sum.drilled) - share(b.sum.drilled),
  vacant: most('vacant'),
  overdue: most('overdue'),
  open: most('open'),
  done: most('done'),
}

export const rowOf = (line: CommunityLine): Row => ({ key: line.code, line, sum: sumOf([line], line.code, line.name) })

/** The lines in a mode with every one of some words in a name or the code, in the order asked for; like ones by code. */
export function rowsOf(rows: Row[], { words, mode, by, down }: View): Row[] {
  const finds = finder(words)
  const found = rows.filter(({ line, sum }) => (!mode || (mode === 'drill' ? sum.drills : line.mode === mode)) && finds(`${line.name} ${line.street} ${line.county} ${line.city} ${line.code}`))
  const turn = down ? -1 : 1
  return found.sort((a, b) => turn * ORDER[by](a, b) || byCode(a, b))
}
