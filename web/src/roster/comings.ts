import type { ImportChange, Roster, RosterMember } from '../api/types.ts'

/** What an import makes of people: who comes, who goes, and what changes of those who stay. */
export const TURNS = ['come', 'go', 'phone', 'role', 'group', 'particulars'] as const
export type Turn = (typeof TURNS)[number]

/** One person's changes, in the order in which the import tells them. */
export interface Moved {
  member: string
  name: string
  turns: ReadonlySet<Turn>
  changes: ImportChange[]
}

/** What changes in one compound or employer; the empty name is of whoever has no place. */
export interface GridMoves {
  grid: string
  /** Whether the grid itself is new, or has other particulars. */
  drawn: boolean
  people: Moved[]
}

const TURN: Record<string, Turn> = { member_enrolled: 'come', member_left: 'go', role_granted: 'role', role_revoked: 'role', seat_assigned: 'group', seat_vacated: 'group' }

function turnOf({ kind, field }: ImportChange): Turn | undefined {
  return kind === 'contact_changed' ? (field === 'phone' ? 'phone' : 'particulars') : TURN[kind]
}

/** Of whoever comes or goes that is all there is to say: their roles and groups come and go with them. */
function turnsOf(changes: ImportChange[]): Set<Turn> {
  const turns = new Set(changes.flatMap((change) => turnOf(change) ?? []))
  for (const whole of ['come', 'go'] as const) if (turns.has(whole)) return new Set([whole])
  return turns
}

/** How many people each turn is of, everybody once. */
export const countsOf = (people: readonly Moved[]): Map<Turn, number> =>
  new Map(TURNS.map((turn) => [turn, people.filter((one) => one.turns.has(turn)).length] as const).filter(([, n]) => n))

/** Everybody whom an import would change, in the order of the import. */
export function movedBy(changes: readonly ImportChange[]): Moved[] {
  const found = new Map<string, ImportChange[]>()
  for (const change of changes) if (change.member) found.set(change.member, [...(found.get(change.member) ?? []), change])
  return [...found].map(([member, own]) => ({ member, name: own[0]?.name ?? '', turns: turnsOf(own), changes: own }))
}

/** Whoever stays on the roster and loses roles, with those roles. */
export function losersOf(people: readonly Moved[]): { name: string; lost: ImportChange[] }[] {
  const staying = people.filter((one) => !one.turns.has('go'))
  return staying.map(({ name, changes }) => ({ name, lost: changes.filter((one) => one.kind === 'role_revoked') })).filter(({ lost }) => lost.length)
}

/** The same compound by compound: a change of a place in that place, any other in each where the person serves. */
export function movesByGrid(changes: readonly ImportChange[], roster: Roster | null): GridMoves[] {
  const names = new Map((roster?.grids ?? []).map((grid) => [grid.id, grid.name]))
  const serving = (one: RosterMember | undefined): string[] => [...(one?.roles ?? []), ...(one?.seats ?? [])].flatMap((place) => names.get(place.grid ?? '') ?? [])
  const known = new Map((roster?.members ?? []).map((one) => [one.id, one]))
  const found = new Map<string, GridMoves>()
  const at = (grid: string): GridMoves => {
    const moves = found.get(grid) ?? { grid, drawn: false, people: [] }
    found.set(grid, moves)
    return moves
  }
  for (const change of changes) if (change.kind === 'grid_drawn') at(change.grid ?? '').drawn = true
  for (const one of movedBy(changes)) {
    const places = new Set(one.changes.flatMap((change) => change.grid ? [change.grid] : []))
    const whole = one.changes.filter((change) => !change.grid)
    const everywhere = whole.length ? new Set([...places, ...serving(known.get(one.member))]) : places
    for (const grid of everywhere.size ? everywhere : ['']) {
      const own = one.changes.filter((change) => !change.grid || change.grid === grid)
      at(grid).people.push({ ...one, turns: turnsOf(own), changes: own })
    }
  }
  return [...found.values()]
}
