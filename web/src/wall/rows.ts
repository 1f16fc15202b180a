import type { CommunityLine, Mode } from '../api/types.ts'
import type { Card } from '../board/order.ts'
import { gravest, sumsBy } from '../district/summing.ts'

/** The figures that a room has to see. */
export interface Seen {
  asked: number
  mustered: number
  vacant: number
  overdue: number
}

/** A place or a group in figures; nobody's name. */
export interface Row extends Seen {
  key: string
  name: string
  mode?: Mode
  /** In how many communities a drill runs, and what those drills count: no part of the other figures. */
  drills?: number
  drilled?: Seen
}

/** Something that became otherwise between two readings; ``drill`` where it is of a drill. */
export interface Change {
  kind: 'mode' | 'overdue' | 'vacant' | 'filled' | 'here' | 'drill' | 'drillOver'
  row: Row
  n: number
  drill?: boolean
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
  sumsBy(lines, length).map((sum) => ({
    key: sum.code,
    name: sum.name,
    mode: gravest(sum),
    asked: sum.asked,
    mustered: sum.mustered,
    vacant: sum.vacant,
    overdue: sum.overdue,
    ...(sum.drills ? { drills: sum.drills, drilled: sum.drilled } : {}),
  }))

/** What a room should hear of, row by row: a mode, more that is late, a lead lost or found, everybody there; and of drills, that they are. */
export function changesBetween(before: Row[], now: Row[]): Change[] {
  const known = new Map(before.map((row) => [row.key, row]))
  return now.flatMap((row) => {
    const was = known.get(row.key)
    if (!was) return []
    const mode: Change[] = row.mode === was.mode ? [] : [{ kind: 'mode', row, n: 0 }]
    return [...mode, ...heard(was, row).map((one) => ({ ...one, row })), ...drillsBetween(was, row).map((one) => ({ ...one, row, drill: true }))]
  })
}

type Heard = Pick<Change, 'kind' | 'n'>

function heard(was: Seen, now: Seen): Heard[] {
  const found: Heard[] = []
  if (now.overdue > was.overdue) found.push({ kind: 'overdue', n: now.overdue - was.overdue })
  if (now.vacant > was.vacant) found.push({ kind: 'vacant', n: now.vacant - was.vacant })
  if (was.vacant && !now.vacant) found.push({ kind: 'filled', n: 0 })
  if (now.asked && now.mustered === now.asked && was.mustered < was.asked) found.push({ kind: 'here', n: 0 })
  return found
}

/** More communities that drill, or fewer; between, what happens in the drill. */
function drillsBetween(was: Row, now: Row): Heard[] {
  const more = (now.drills ?? 0) - (was.drills ?? 0)
  if (more) return [{ kind: more > 0 ? 'drill' : 'drillOver', n: Math.abs(more) }]
  return was.drilled && now.drilled ? heard(was.drilled, now.drilled) : []
}
