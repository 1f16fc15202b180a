import type { RosterMember } from '../api/types.ts'
import { POSITIONS } from './sheet.ts'

/** A name as it is compared: letters and digits alone, of whatever width, however they are spaced. */
const matching = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Those of the roster who have the name already, in its order; nobody while there is no name. */
export function namesakesOf(name: string | null | undefined, members: readonly RosterMember[]): RosterMember[] {
  const wanted = matching(name ?? '')
  return wanted ? members.filter((one) => one.id && matching(one.name ?? '') === wanted) : []
}

type Seat = RosterMember['seats'][number]
const sameGroup = (a: Seat, b: Seat): boolean => a.playbook === b.playbook && a.group === b.group && a.grid === b.grid
const rank = (seat: Seat): number => POSITIONS.indexOf(seat.position)

/**
 * Whom somebody of the roster is once they have the places meant for a new person too; a phone only where they have none.
 * In a group of theirs they rise, and never fall: who leads it is not made its deputy.
 */
export function joined(member: RosterMember, meant: RosterMember): RosterMember {
  const roles = meant.roles.filter((one) => !member.roles.some((had) => had.role === one.role && had.grid === one.grid))
  const seats = meant.seats.filter((one) => !member.seats.some((had) => sameGroup(had, one) && rank(had) <= rank(one)))
  const kept = member.seats.filter((had) => !seats.some((one) => sameGroup(had, one)))
  return { ...member, phone: member.phone || meant.phone, roles: [...member.roles, ...roles], seats: [...kept, ...seats] }
}

/** The last digits of a phone, for whoever is shown it whole. */
export const tailOf = (member: RosterMember): string => (/^\d{11}$/.test(member.phone ?? '') ? member.phone.slice(-4) : '')
