import type { Board, BoardGroup, BoardTask } from '../api/types.ts'
import { isClosed, keyOf } from './order.ts'

/** What a person has in one group: their post, and what of it is open. */
export interface Holding {
  key: string
  activation: string
  group: BoardGroup
  position: BoardGroup['members'][number]['position'] | null
  tasks: BoardTask[]
  shifts: BoardTask[]
}

/** Somebody who could take over, with what speaks for them. */
export interface Heir {
  member: string
  why: 'deputy' | 'group' | 'grid' | 'other'
  here: boolean
  load: number
  /** Where they are known already: names of the groups that are to be handed over and are theirs too, else of their compounds. */
  where: string[]
  /** Whether they are in every group that is to be handed over. */
  all: boolean
}

/** Everything that a person has; what is practised is apart from what is real. */
export function holdingsOf(board: Board, member: string, drill: boolean, activation: string): Holding[] {
  const about = board.activations.filter((one) => (drill ? one.id === activation : !one.drill))
  return about.flatMap((one) =>
    one.groups.flatMap((group) => {
      const post = group.members.find((other) => other.member === member)
      const open = group.tasks.filter((task) => !isClosed(task) && task.assignees.includes(member))
      if (!post && !open.length) return []
      const [shifts, tasks] = [open.filter((task) => task.places), open.filter((task) => !task.places)]
      return [{ key: keyOf(one.id, group), activation: one.id, group, position: post?.position ?? null, tasks, shifts }]
    }),
  )
}

const WHY = { deputy: 0, group: 1, grid: 2, other: 3 } as const

/** Who could take over from a person, the likeliest first: who is in all the groups, then deputies, the group, the compound; who is there, who has less. */
export function heirsOf(board: Board, holdings: Holding[], member: string): Heir[] {
  const keys = new Set(holdings.map((one) => one.key))
  const grids = new Set(holdings.map((one) => one.group.grid))
  const found = new Map<string, Heir & { shared: Set<string> }>()
  for (const activation of board.activations.filter((one) => holdings.some((held) => held.activation === one.id))) {
    for (const group of activation.groups) {
      const key = keyOf(activation.id, group)
      const same = keys.has(key)
      for (const one of group.members) {
        if (one.member === member) continue
        const why = same ? (one.position === 'deputy' ? 'deputy' : 'group') : grids.has(group.grid) ? 'grid' : 'other'
        const before = found.get(one.member)
        const nearer = !before || WHY[why] < WHY[before.why]
        const where = same ? [group.grid_name, group.name].filter(Boolean).join(' ') : why === 'grid' ? (group.grid_name ?? '') : ''
        const shared = before?.shared ?? new Set<string>()
        if (same) shared.add(key)
        found.set(one.member, {
          member: one.member,
          why: nearer ? why : before.why,
          here: Boolean(before?.here || one.mustered_at),
          load: (before?.load ?? 0) + 1 + group.tasks.filter((task) => !isClosed(task) && task.assignees.includes(one.member)).length,
          where: same ? [...(before && shared.size > 1 ? before.where : []), where] : nearer && where ? [where] : (before?.where ?? []),
          all: shared.size === keys.size,
          shared,
        })
      }
    }
  }
  const heirs = [...found.values()].map(({ shared: _, ...heir }) => heir)
  return heirs.sort((a, b) => Number(b.all) - Number(a.all) || WHY[a.why] - WHY[b.why] || Number(b.here) - Number(a.here) || a.load - b.load)
}

/** Whom to propose: only who is in all of the groups; nobody is better than a stranger. */
export const proposed = (heirs: Heir[]): string => (heirs[0]?.all ? heirs[0].member : '')
