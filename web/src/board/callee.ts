import type { BoardActivation, BoardGroup, BoardMember, BoardTask } from '../api/types.ts'

/** Whether a phone is one that may be dialled: it may be masked, or missing. */
export const isDialled = (phone: string | null | undefined): phone is string => /^\d+$/.test(phone ?? '')

/** Whether a number is kept from this reader: masked, or left out; without one it is empty. */
export const isHidden = (phone: string | null | undefined): boolean => phone?.includes('*') ?? true

/** Whom to call about a task: whoever has it, wherever they sit; where nobody has it, the group's lead. */
export function calleeOf(activation: BoardActivation, group: BoardGroup, task: BoardTask): BoardMember | undefined {
  const everyone = [...group.members, ...activation.groups.flatMap((one) => one.members)]
  const asked = task.assignees.length
    ? task.assignees.map((id) => everyone.find((one) => one.member === id))
    : group.members.filter((one) => one.position === 'lead')
  return asked.find((one) => isDialled(one?.phone))
}
