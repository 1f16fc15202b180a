import type { Board, RosterMember } from '../api/types.ts'
import { heirsOf, type Heir } from './heirs.ts'
import type { Card } from './order.ts'

/** Somebody who could have a post: with what speaks for them, if the board knows them. */
export interface Nominee {
  member: string
  name: string
  near: Heir | null
}

const RANK = { lead: 0, deputy: 1, member: 2 }

/** Who could have a post in a group: the group's own first, then the compound's, then whoever has none yet. */
export function nomineesOf(board: Board, card: Card, position: keyof typeof RANK, roster: RosterMember[], nameOf: (member: string) => string): Nominee[] {
  const { activation, group, key } = card
  const has = new Map(group.members.map((one) => [one.member, RANK[one.position]]))
  const near = heirsOf(board, [{ key, activation: activation.id, group, position: null, tasks: [], shifts: [] }], '')
  const known = new Set(near.map((one) => one.member))
  const others = roster.filter((one) => !known.has(one.id)).map((one) => ({ member: one.id, name: one.name ?? '', near: null }))
  return [...near.map((one) => ({ member: one.member, name: nameOf(one.member), near: one })), ...others].filter((one) => one.name && (has.get(one.member) ?? 3) > RANK[position])
}

/** Those whose name has what was typed in it. */
export const named = (nominees: Nominee[], typed: string): Nominee[] => nominees.filter((one) => one.name.includes(typed.trim()))
