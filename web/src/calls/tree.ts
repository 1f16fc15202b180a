import type { Board, Position, Roster } from '../api/types.ts'

/** Somebody to be phoned, and as what. */
export interface Callee {
  member: string
  name: string | null
  phone: string
  as: Position | 'grid_leader' | 'community_secretary'
}

/** A group: whoever leads it is phoned from above, and phones the others. */
export interface GroupCalls {
  key: string
  group: string
  head: Callee | null
  others: Callee[]
}

/** A compound: its grid leader is phoned by the secretary, and phones the leads. */
export interface GridCalls {
  id: string
  name: string
  head: Callee | null
  groups: GroupCalls[]
}

export interface CallTree {
  secretaries: Callee[]
  grids: GridCalls[]
  /** Groups of the whole community: the secretary phones their leads. */
  whole: GroupCalls[]
  people: number
}

interface Post {
  grid: string | null
  group: string
  member: string
  position: Position
}

const RANK: Record<Position, number> = { lead: 0, deputy: 1, member: 2 }

/** The posts of what runs: what is real, or where only practice runs, the practice. */
export function postsOf(board: Board): { posts: Post[]; drill: boolean } {
  const real = board.activations.filter((one) => !one.drill)
  const running = real.length ? real : board.activations
  const posts = running.flatMap((one) => one.groups.flatMap((group) => group.members.map((member) => ({ grid: group.grid, group: group.group, member: member.member, position: member.position }))))
  return { posts, drill: !real.length && running.length > 0 }
}

/** The posts that the standing plan foresees. */
export const seatsOf = (roster: Roster, playbook: string): Post[] =>
  roster.members.flatMap((member) => member.seats.filter((seat) => seat.playbook === playbook).map((seat) => ({ grid: seat.grid, group: seat.group, member: member.id, position: seat.position })))

/** Who phones whom: the secretary the grid leaders, they the leads of their compound, those their people. */
export function treeOf(roster: Roster, posts: Post[], groups: string[]): CallTree {
  const people = new Map(roster.members.map((member) => [member.id, member]))
  const callee = (member: string, as: Callee['as']): Callee => ({ member, name: people.get(member)?.name ?? null, phone: people.get(member)?.phone ?? '', as })
  const holding = (role: 'community_secretary' | 'grid_leader', grid?: string): Callee[] => {
    const held = roster.members.filter((member) => member.roles.some((one) => one.role === role && (grid === undefined || one.grid === grid)))
    return held.map((member) => callee(member.id, role))
  }
  const order = (group: string): number => (groups.includes(group) ? groups.indexOf(group) : groups.length)

  function callsOf(grid: string | null): GroupCalls[] {
    const here = posts.filter((post) => post.grid === grid)
    const named = [...new Set(here.map((post) => post.group))].sort((a, b) => order(a) - order(b))
    return named.map((group) => {
      const several = new Map<string, Post>()
      for (const post of here.filter((one) => one.group === group)) {
        const before = several.get(post.member)
        if (!before || RANK[post.position] < RANK[before.position]) several.set(post.member, post)
      }
      const all = [...several.values()].sort((a, b) => RANK[a.position] - RANK[b.position]).map((post) => callee(post.member, post.position))
      // Where nobody leads, the deputy is phoned in the lead's place, else whoever comes first.
      return { key: `${grid ?? ''}/${group}`, group, head: all[0] ?? null, others: all.slice(1) }
    })
  }

  const grids = roster.grids.flatMap((grid) => {
    const calls = callsOf(grid.id)
    return calls.length ? [{ id: grid.id, name: grid.name, head: holding('grid_leader', grid.id)[0] ?? calls[0]?.head ?? null, groups: calls }] : []
  })
  return { secretaries: holding('community_secretary'), grids, whole: callsOf(null), people: new Set(posts.map((post) => post.member)).size }
}
