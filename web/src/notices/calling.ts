import type { CallSheet, NoticeLine } from '../api/types.ts'
import { POSITIONS } from '../roster/sheet.ts'

/** People in the order in which one calls them: group by group as the plan has them, whoever leads first; a chat before all. */
export function byGroup<T extends { line: Pick<NoticeLine, 'member'> }>(lines: readonly T[], sheet: CallSheet | null): T[] {
  const places = new Map<string, number>()
  for (const [at, group] of (sheet?.groups ?? []).entries()) {
    for (const one of group.members) if (!places.has(one.member)) places.set(one.member, at * POSITIONS.length + POSITIONS.indexOf(one.position))
  }
  const place = ({ line }: T): number => (line.member ? (places.get(line.member) ?? Number.MAX_SAFE_INTEGER) : -1)
  return [...lines].sort((one, other) => place(one) - place(other))
}
