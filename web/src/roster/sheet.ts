import type { Position, RosterMember } from '../api/types.ts'

type Seat = RosterMember['seats'][number]
type Role = RosterMember['roles'][number]

/** The roles of the table that everybody knows, in its order. */
export const SIX = ['community_cadre', 'police_officer', 'medical_worker', 'building_steward', 'property_security', 'volunteer'] as const

/** Nobody yet: a person to be added. */
export const NOBODY: RosterMember = { id: '', name: '', phone: '', unit: '', building: '', note: '', roles: [], seats: [] }

/** As the tables are read. */
export const LONGEST_NAME = 60

export const POSITIONS: readonly Position[] = ['lead', 'deputy', 'member']

/** A line of the table: a person in one grid, and one of their seats there. */
export interface Row {
  key: string
  member: RosterMember
  grid: string | null
  /** Which of the person's seats of the plan in that grid. */
  at: number
  seat: Seat | null
  /** Whether it is the first line of the person. */
  first: boolean
  /** Whether the person has no other line. */
  only: boolean
}

export type ColumnKind = 'name' | 'phone' | 'unit' | 'building' | 'grid' | 'role' | 'group' | 'position'

export interface Column {
  id: string
  kind: ColumnKind
  role?: string
}

/** The columns of a plan: the six roles first, then others that somebody holds. */
export function columnsOf(members: RosterMember[], roles: string[]): Column[] {
  const held = new Set(members.flatMap((member) => member.roles.map((one) => one.role)))
  const six = SIX.filter((role) => roles.includes(role) || held.has(role))
  const others = [...new Set([...roles, ...held])].filter((role) => !six.includes(role as (typeof SIX)[number]) && held.has(role))
  const plain = (kind: ColumnKind): Column => ({ id: kind, kind })
  return [
    plain('name'),
    plain('phone'),
    plain('grid'),
    ...[...six, ...others].map((role): Column => ({ id: `role:${role}`, kind: 'role', role })),
    plain('group'),
    plain('position'),
    plain('building'),
    plain('unit'),
  ]
}

/** The lines of people, each of theirs together; `drafts` are grids of people who have no place yet. */
export function rowsOf(members: RosterMember[], playbook: string, drafts: Record<string, string | null> = {}): Row[] {
  return members.flatMap((member) => {
    const grids = [...new Set([...member.roles, ...member.seats.filter((seat) => seat.playbook === playbook)].map((place) => place.grid))]
    if (!grids.length) grids.push(drafts[member.id] ?? null)
    const lines = grids.flatMap((grid) => {
      const seats = member.seats.filter((seat) => seat.playbook === playbook && seat.grid === grid)
      return Array.from({ length: Math.max(1, seats.length) }, (_, at) => ({ grid, at, seat: seats[at] ?? null }))
    })
    return lines.map((line, n) => ({ ...line, key: `${member.id}/${line.grid ?? ''}/${line.at}`, member, first: n === 0, only: lines.length === 1 }))
  })
}

/** What a cell holds, as its editor has it: a text, an id, or for a role whether it is held. */
export function valueOf(row: Row, column: Column): string {
  const { member, grid, seat } = row
  switch (column.kind) {
    case 'name':
    case 'phone':
      return member[column.kind] ?? ''
    case 'unit':
    case 'building':
      return member[column.kind] ?? ''
    case 'grid':
      return grid ?? ''
    case 'role':
      return member.roles.some((one) => one.role === column.role && one.grid === grid) ? 'yes' : ''
    case 'group':
      return seat?.group ?? ''
    case 'position':
      return seat?.position ?? ''
  }
}

const sameRole = (a: Role, b: Role): boolean => a.role === b.role && a.grid === b.grid
const sameSeat = (a: Seat, b: Seat): boolean => a.playbook === b.playbook && a.group === b.group && a.position === b.position && a.grid === b.grid

/** A phone as it is kept, with or without blanks and the country's number; anything else as it was typed. */
function digitsOf(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')
  return /^1\d{10}$/.test(digits) ? digits : typed.trim()
}

/** The person once a cell of theirs has another value; the same person where that means nothing. */
export function edited(member: RosterMember, row: Pick<Row, 'grid' | 'seat'>, column: Column, value: string, playbook: string): RosterMember {
  const { grid, seat } = row
  switch (column.kind) {
    case 'phone':
      return { ...member, phone: digitsOf(value) }
    case 'name':
    case 'unit':
    case 'building':
      return { ...member, [column.kind]: value.trim() }
    case 'grid': {
      const to = value || null
      const moved = <T extends Role | Seat>(place: T): T => (place.grid === grid ? { ...place, grid: to } : place)
      return { ...member, roles: distinct(member.roles.map(moved), sameRole), seats: distinct(member.seats.map(moved), sameSeat) }
    }
    case 'role': {
      const one: Role = { role: column.role ?? '', grid }
      const others = member.roles.filter((role) => !sameRole(role, one))
      return { ...member, roles: value ? [...others, one] : others }
    }
    case 'group': {
      const one: Seat = { playbook, group: value, position: seat?.position ?? 'member', grid }
      return { ...member, seats: replaced(member.seats, seat, value ? one : null) }
    }
    case 'position':
      return seat && value ? { ...member, seats: replaced(member.seats, seat, { ...seat, position: value as Position }) } : member
  }
}

function replaced(seats: Seat[], before: Seat | null, after: Seat | null): Seat[] {
  const at = before ? seats.findIndex((seat) => sameSeat(seat, before)) : -1
  const kept = seats.filter((_, n) => n !== at)
  if (after) kept.splice(at < 0 ? kept.length : at, 0, after)
  return distinct(kept, sameSeat)
}

const distinct = <T>(all: T[], same: (a: T, b: T) => boolean): T[] => all.filter((one, at) => all.findIndex((other) => same(one, other)) === at)

/** The person without what they have in a grid. */
export const withoutGrid = (member: RosterMember, grid: string | null): RosterMember => ({
  ...member,
  roles: member.roles.filter((one) => one.grid !== grid),
  seats: member.seats.filter((one) => one.grid !== grid),
})

/** What is said of a person by hand. */
export type Said = Partial<Pick<RosterMember, 'roles' | 'seats'> & Record<'name' | 'phone' | 'unit' | 'building', string>>

const FIELDS = ['name', 'phone', 'unit', 'building', 'roles', 'seats'] as const

/** What has to be said to make of one person the other; nothing where they are alike. */
export function difference(before: RosterMember, after: RosterMember): Said {
  const said: Record<string, unknown> = {}
  for (const field of FIELDS) {
    if (JSON.stringify(before[field] ?? '') !== JSON.stringify(after[field] ?? '')) said[field] = after[field] ?? ''
  }
  return said
}

/** The same words for the same value, whatever order its parts are told in. */
const told = (value: Said[keyof Said]): string => (Array.isArray(value) ? value.map((one) => JSON.stringify(Object.entries(one).sort())).sort().join() : JSON.stringify(value ?? ''))

/** Whether a person is as somebody saw them, in all that would be said of them. */
export const unmoved = (seen: RosterMember, now: RosterMember, said: Said): boolean =>
  Object.keys(said).every((field) => told(seen[field as keyof Said]) === told(now[field as keyof Said]))
