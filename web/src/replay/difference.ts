import type { Board, BoardGroup, BoardTask } from '../api/types.ts'
import { isClosed } from '../board/order.ts'

export type Kind = 'came' | 'posted' | 'left' | 'opened' | 'done' | 'cancelled' | 'late' | 'moved' | 'handed'

/** What is not the same at two moments: one person of a group, or one task. */
export interface Change {
  key: string
  kind: Kind
  /** The group and the compound. */
  where: string
  member?: string
  title?: string
  /** The task's state before and after. */
  states?: [BoardTask['state'], BoardTask['state']]
  /** Who had the task before and after, where that is not the same. */
  who?: [string[], string[]]
}

interface Found {
  group: BoardGroup
  where: string
}

function groupsOf(board: Board): Map<string, Found> {
  const found = new Map<string, Found>()
  for (const activation of board.activations) {
    for (const group of activation.groups) {
      const where = [group.grid_name, group.name].filter(Boolean).join(' ')
      found.set(`${activation.id}/${group.grid ?? ''}/${group.group}`, { group, where })
    }
  }
  return found
}

function people(key: string, where: string, before: BoardGroup | undefined, after: BoardGroup | undefined): Change[] {
  const then = new Map((before?.members ?? []).map((one) => [one.member, one]))
  const now = new Map((after?.members ?? []).map((one) => [one.member, one]))
  const changes: Change[] = []
  const note = (kind: Kind, member: string): unknown => changes.push({ key: `${key}/${kind}/${member}`, kind, where, member })
  for (const [member, one] of now) {
    if (!then.has(member)) note('posted', member)
    if (one.mustered_at && !then.get(member)?.mustered_at) note('came', member)
  }
  for (const member of then.keys()) if (!now.has(member)) note('left', member)
  return changes
}

/** Whether the same people have a task, in whatever order. */
const samePeople = (before: BoardTask, after: BoardTask): boolean => [...before.assignees].sort().join() === [...after.assignees].sort().join()

function kindOf(before: BoardTask | undefined, after: BoardTask): Kind | null {
  if (!before) return isClosed(after) ? (after.state === 'completed' ? 'done' : 'cancelled') : 'opened'
  if (before.state !== after.state) return after.state === 'completed' ? 'done' : after.state === 'cancelled' ? 'cancelled' : 'moved'
  if (!samePeople(before, after)) return 'handed'
  return null
}

function tasks(key: string, where: string, before: BoardGroup | undefined, after: BoardGroup | undefined): Change[] {
  const then = new Map((before?.tasks ?? []).map((one) => [one.id, one]))
  return (after?.tasks ?? []).flatMap((one) => {
    const was = then.get(one.id)
    const said = { where, title: one.title, ...(was ? { states: [was.state, one.state] as [BoardTask['state'], BoardTask['state']] } : {}) }
    const who = was && !samePeople(was, one) ? { who: [was.assignees, one.assignees] as [string[], string[]] } : {}
    const kind = kindOf(was, one)
    const late: Change[] = one.overdue && !was?.overdue ? [{ key: `${key}/late/${one.id}`, kind: 'late', ...said }] : []
    return kind ? [{ key: `${key}/${kind}/${one.id}`, kind, ...said, ...who }, ...late] : late
  })
}

/** All that differs between two boards of one community, the earlier one first, in playbook order. */
export function differenceOf(before: Board, after: Board): Change[] {
  const [then, now] = [groupsOf(before), groupsOf(after)]
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((key) => {
    const [was, is] = [then.get(key), now.get(key)]
    const where = (is ?? was)?.where ?? ''
    return [...people(key, where, was?.group, is?.group), ...tasks(key, where, was?.group, is?.group)]
  })
}
