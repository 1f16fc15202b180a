import type { CommunityLine, Mode } from '../api/types.ts'
import type { Card } from '../board/order.ts'
import { gravest, sumsBy } from '../district/summing.ts'

/** A place or a group in the figures that a room has to see; nobody's name. */
export interface Row {
  key: string
  name: string
  mode?: Mode
  asked: number
  mustered: number
  vacant: number
  overdue: number
}

/** Something that became otherwise between two readings. */
export interface Change {
  kind: 'mode' | 'overdue' | 'vacant' | 'filled' | 'here'
  row: Row
  n: number
}

/** What is wrong with a row, for the order: no lead weighs more than being late. */
const trouble = (row: Row): number => row.vacant * 3 + row.overdue

/** A few hundred groups as one row a group of the plan, the worst first. */
export function rowsOfCards(cards: Card[]): Row[] {
  const rows = new Map<string, Row>()
  for (const card of cards) {
    const key = `${card.activation.playbook}/${card.group.group}`
    const row = rows.get(key) ?? { key, name: card.group.name, asked: 0, mustered: 0, vacant: 0, overdue: 0 }
    row.asked += card.group.members.length
    row.mustered += card.mustered
    row.vacant += Number(card.vacant)
    row.overdue += card.overdue
    rows.set(key, row)
  }
  return [...rows.values()].sort((a, b) => trouble(b) - trouble(a))
}

/** The places one tier below, the gravest first. */
export const rowsOfLines = (lines: CommunityLine[], length: number): Row[] =>
  sumsBy(lines, length).map((sum) => ({ key: sum.code, name: sum.name, mode: gravest(sum), asked: sum.asked, mustered: sum.mustered, vacant: sum.vacant, overdue: sum.overdue }))

/** What a room should hear of, row by row: a mode, more that is late, a lead lost or found, everybody there. */
export function changesBetween(before: Row[], now: Row[]): Change[] {
  const known = new Map(before.map((row) => [row.key, row]))
  return now.flatMap((row) => {
    const was = known.get(row.key)
    if (!was) return []
    const found: Change[] = []
    const say = (kind: Change['kind'], n = 0): number => found.push({ kind, row, n })
    if (row.mode !== was.mode) say('mode')
    if (row.overdue > was.overdue) say('overdue', row.overdue - was.overdue)
    if (row.vacant > was.vacant) say('vacant', row.vacant - was.vacant)
    if (was.vacant && !row.vacant) say('filled')
    if (row.asked && row.mustered === row.asked && was.mustered < was.asked) say('here')
    return found
  })
}
