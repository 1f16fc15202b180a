import type { ImportIssue, ImportResult, Position, Roster, RosterMember, Severity } from '../api/types.ts'
import type { IconName } from '../components/icons.ts'
import { SIX } from './sheet.ts'

type Part = ImportResult['excerpt']['parts'][number]

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice']
/** How grave a doubt is, where no colour tells it. */
export const SIGN: Record<Severity, IconName> = { error: 'close', warning: 'triangle', notice: 'note' }

/** A doubt with its number among those that are shown, from 0. */
export interface Doubt {
  at: number
  issue: ImportIssue
}

/** A cell as it was sent: empty where nothing stands, and whatever is doubtful about it. */
export interface DoubtCell {
  cell: string
  column: string
  header: string
  text: string
  span: number
  doubts: Doubt[]
}

export interface DoubtRow {
  key: string
  row: number
  part: Part
  cells: DoubtCell[]
  doubts: Doubt[]
  /** How many rows without a doubt are left out before it. */
  gap: number
}

/** The doubts in the order of the table, and those whose rows are not there. */
export interface Doubts {
  rows: DoubtRow[]
  listed: Doubt[]
  loose: ImportIssue[]
}

/** An import's doubts held against the rows that came back with them; `around`: with the rows next to them. */
export function doubtsOf(result: ImportResult, wanted: ReadonlySet<Severity>, around = true): Doubts {
  const byCell = new Map<string, ImportIssue[]>()
  for (const issue of result.issues.filter((one) => wanted.has(one.severity))) {
    const key = `${issue.sheet}\n${issue.cell}`
    byCell.set(key, [...(byCell.get(key) ?? []), issue])
  }
  const listed: Doubt[] = []
  const rows = result.excerpt.parts.flatMap((part) => {
    const all = part.rows.map((told): DoubtRow => {
      const cells = cellsOf(part, told, byCell, listed)
      return { key: `${part.sheet}/${told.row}`, row: told.row, part, cells, doubts: cells.flatMap((cell) => cell.doubts), gap: 0 }
    })
    const numbers = new Set(all.filter((row) => row.doubts.length).map((row) => row.row))
    const kept = all.filter(({ row }) => numbers.has(row) || (around && (numbers.has(row - 1) || numbers.has(row + 1))))
    return kept.map((row, n) => ({ ...row, gap: row.row - (kept[n - 1]?.row ?? part.header_rows.at(-1) ?? 0) - 1 }))
  })
  return { rows, listed, loose: [...byCell.values()].flat() }
}

function cellsOf(part: Part, told: Part['rows'][number], byCell: Map<string, ImportIssue[]>, listed: Doubt[]): DoubtCell[] {
  const filled = new Map(told.cells.map((cell) => [cell.cell, cell]))
  const cells: DoubtCell[] = []
  let covered = 0
  for (const { column, header } of part.columns) {
    const cell = `${column}${told.row}`
    const key = `${part.sheet}\n${cell}`
    const issues = byCell.get(key) ?? []
    byCell.delete(key)
    const doubts = issues.map((issue) => ({ at: listed.length + issues.indexOf(issue), issue }))
    listed.push(...doubts)
    // what a merged cell reaches over is no cell of its own
    if (covered > 0 && !filled.has(cell)) {
      covered -= 1
      cells.at(-1)?.doubts.push(...doubts)
      continue
    }
    const { text = '', span = 1 } = filled.get(cell) ?? {}
    covered = span - 1
    cells.push({ cell, column, header, text, span, doubts })
  }
  return cells
}

/** Those of some doubts that are still to be mended. */
export const openOf = (doubts: Doubt[], handling?: Handling): Doubt[] => (handling ? doubts.filter((doubt) => !handling.mended(doubt)) : doubts)

/** How a cell looks: the gravest of its doubts, or that all of them were mended. */
export const looksOf = (doubts: Doubt[], handling?: Handling): Severity | 'mended' | undefined => gravest(openOf(doubts, handling)) ?? (doubts.length ? 'mended' : undefined)

/** The gravest of some doubts. */
export const gravest = (doubts: Doubt[]): Severity | undefined => SEVERITIES.find((severity) => doubts.some((doubt) => doubt.issue.severity === severity))

/** Whether the next doubt about the same cell asks for the same: then it is said once. */
export function sameNext(doubts: Doubt[], n: number, handling?: Handling): boolean {
  const later = doubts[n + 1]
  if (!later || handling?.mended(later)) return false
  const [one, next] = [doubts[n]?.issue.suggestion, later.issue.suggestion]
  return Boolean(one && next && one.zh === next.zh)
}

/** What can be done about a doubt, and what was. */
export interface Handling {
  mends: (doubt: Doubt) => boolean
  /** Whose a phone without a name is on the roster, by name. */
  owner: (doubt: Doubt) => string
  /** What was taken back beside a doubt last, and can be done again there; nothing where there is none. */
  undone: (doubt: Doubt) => string
  mended: (doubt: Doubt) => { phone: string; step: string } | undefined
}

/** A column of a person's, in one of their places. */
export interface FieldOf {
  column: string
  grid: string | null
}

/** Where in the roster a doubt is mended: in a person's cell, or by a person who is not there yet. */
export type Mending = { playbook?: string } & (({ member: RosterMember } & FieldOf) | { add: Wanted })

/** Somebody who is not on the roster yet, as far as a doubt tells of them; whoever leads is missing unless told. */
export interface Wanted {
  grid: string | null
  role: string
  group: string
  position?: Position
  phone?: string
}

const COLUMN: Record<string, string> = {
  phone_missing: 'phone',
  phone_invalid: 'phone',
  phone_shared: 'phone',
  names_phones_mismatch: 'phone',
  group_unknown: 'group',
  double_lead: 'position',
  group_without_lead: 'position',
  grid_unknown: 'grid',
  possible_duplicate: 'name',
}

const bare = (text: string): string => text.replace(/\s+/g, '')

const called = new WeakMap<Roster, Map<string, RosterMember[]>>()

/** The people of a roster by their names, gathered once: a table may have thousands of doubts. */
function byName(roster: Roster): Map<string, RosterMember[]> {
  const known = called.get(roster)
  if (known) return known
  const found = new Map<string, RosterMember[]>()
  for (const one of roster.members) if (one.name) found.set(bare(one.name), [...(found.get(bare(one.name)) ?? []), one])
  called.set(roster, found)
  return found
}

/** Whose phone on the roster a phone without a name is. */
export const ownerOf = (issue: ImportIssue, roster: Roster): RosterMember | undefined =>
  issue.code === 'name_missing' && /^\d{11}$/.test(issue.value) ? roster.members.find((one) => one.phone === issue.value) : undefined

/** A phone without a name is theirs whose it is on the roster, else a new person's: another who stands in the same row is not meant. */
function namelessOf(issue: ImportIssue, at: Wanted, roster: Roster, playbook: string): Mending {
  const member = ownerOf(issue, roster)
  const column = at.group ? 'group' : at.role ? `role:${at.role}` : 'name'
  if (member) return { member, grid: at.grid, column, playbook: at.group ? playbook : undefined }
  return { add: { ...at, position: 'member', phone: /^\d{11}$/.test(issue.value) ? issue.value : '' }, playbook }
}

/** Where a doubt is mended in the roster as it stands; nothing where nobody of it was kept. */
export function mendingOf(issue: ImportIssue, row: DoubtRow | undefined, roster: Roster, playbook: string): Mending | null {
  // What was struck is to be mended nowhere but in her own table.
  if (issue.code === 'id_number_refused') return null
  const { name, grid: gridName, role, group } = issue.about
  const grid = roster.grids.find((one) => one.name === gridName)?.id ?? null
  if (issue.code === 'name_missing') return namelessOf(issue, { grid, role, group }, roster, playbook)
  const column = COLUMN[issue.code] ?? `role:${SIX[0]}`
  if (issue.code === 'role_vacant' || issue.code === 'group_without_lead') {
    const seated = group ? roster.members.find((one) => one.seats.some((seat) => seat.playbook === playbook && seat.group === group && seat.grid === grid)) : undefined
    if (seated) return { member: seated, grid, column, playbook }
    return grid ? { add: { grid, role, group }, playbook } : null
  }
  if (issue.code === 'double_lead' && group) {
    const leads = roster.members.findLast((one) => one.seats.some((seat) => seat.playbook === playbook && seat.group === group && seat.grid === grid && seat.position === 'lead'))
    return leads ? { member: leads, grid, column, playbook } : null
  }
  const said = name ? [bare(name)] : (row?.cells ?? []).map((cell) => bare(cell.text))
  const namesakes = [...new Set(said)].flatMap((text) => byName(roster).get(text) ?? [])
  const digits = (row?.cells ?? []).map((cell) => cell.text.replace(/\D/g, ''))
  const near = grid ?? roster.grids.find((one) => row?.cells.some((cell) => cell.text === one.name))?.id ?? null
  const fits = (one: RosterMember): number => {
    const there = [...one.roles, ...one.seats].some((place) => place.grid === near)
    return Number(there) + (one.phone ? 2 * Number(digits.some((text) => text.includes(one.phone))) : 0)
  }
  const member = namesakes.sort((a, b) => fits(b) - fits(a))[0]
  return member ? { member, grid: near, column, playbook: column === 'group' || column === 'position' ? playbook : undefined } : null
}
