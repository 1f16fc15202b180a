import type { Board, BoardActivation } from '../api/types.ts'
import type { Named, Places } from '../forms/reporting.ts'

const distinct = (all: Named[]): Named[] => [...new Map(all.filter((one) => one.name).map((one) => [one.id, one])).values()]

/** Whom and what the forms of an activation may name: its people, its groups, its grids. */
export function placesIn(board: Board | null, activation: BoardActivation, nameOf: (member: string) => string): Places {
  const members = activation.groups.flatMap((group) => group.members.map((one) => ({ id: one.member, name: one.name ?? nameOf(one.member) })))
  return {
    members: distinct(members),
    groups: distinct(activation.groups.map((group) => ({ id: group.group, name: group.name }))),
    grids: distinct((board?.grids ?? []).filter((grid) => !activation.grids || activation.grids.includes(grid.id)).map((grid) => ({ id: grid.id, name: grid.name }))),
  }
}
