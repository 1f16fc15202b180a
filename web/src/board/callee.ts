import type { BoardActivation, BoardGroup, BoardMember, BoardTask } from '../api/types.ts'
import { isDialled } from '../composables/phones.ts'

/** Whom to call about a task: whoever has it, wherever they sit; where nobody has it, the group's lead. */
export function calleeOf(activation: BoardActivation, group: BoardGroup, task: BoardTask): BoardMember | undefined {
  const everyone = [...group.members, ...activation.groups.flatMap((one) => one.members)]
  const asked = task.assignees.length
    ? task.assignees.map((id) => everyone.find((one) => one.member === id))
    : group.members.filter((one) => one.position === 'lead')
  return asked.find((one) => isDialled(one?.phone))
}
