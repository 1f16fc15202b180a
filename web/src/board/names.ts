import type { Board } from '../api/types.ts'

/** Names by member id, from the whole board: an assignee may sit in another group. */
export function namesOf(board: Board): Map<string, string | null> {
  const names = new Map<string, string | null>(Object.entries(board.names ?? {}))
  for (const activation of board.activations) {
    for (const group of activation.groups) {
      for (const one of group.members) if (one.name && !names.get(one.member)) names.set(one.member, one.name)
    }
  }
  return names
}
