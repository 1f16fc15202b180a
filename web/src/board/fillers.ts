import type { BoardActivation, BoardGroup, BoardTask } from '../api/types.ts'
import { REST } from '../composables/rest.ts'
import { isClosed } from './order.ts'

/** Somebody who may be put on a shift that lacks people, with what speaks for and against them. */
export interface Filler {
  member: string
  /** Whether they have it in turn and have not taken it up yet. */
  asked: boolean
  here: boolean
  strain: '' | 'doubled' | 'through'
}

const begins = (task: BoardTask): number => Date.parse(task.starts_at ?? '')
const ends = (task: BoardTask): number => (task.due_at ? Date.parse(task.due_at) : Infinity)

/** What would strain a member who took a shift besides those that they have in the same activation. */
export function strainBeside(activation: BoardActivation, task: BoardTask, member: string): Filler['strain'] {
  const others = activation.groups.flatMap((group) => group.tasks).filter((one) => one.id !== task.id && one.places && one.starts_at && !isClosed(one) && one.assignees.includes(member))
  if (others.some((one) => begins(one) < ends(task) && begins(task) < ends(one))) return 'doubled'
  const follows = (first: BoardTask, then: BoardTask): boolean => ends(first) <= begins(then) && begins(then) - ends(first) < REST
  return others.some((one) => follows(one, task) || follows(task, one)) ? 'through' : ''
}

/** Whether somebody is at a post of the activation by now. */
const isHere = (activation: BoardActivation, member: string): boolean =>
  activation.groups.some((group) => group.members.some((one) => one.member === member && one.mustered_at))

/** The same of anybody. */
export const fillerOf = (activation: BoardActivation, task: BoardTask, member: string): Filler => ({
  member,
  asked: task.assignees.includes(member),
  here: isHere(activation, member),
  strain: strainBeside(activation, task, member),
})

const weight = (one: Filler): number => (one.asked ? 0 : 8) + (one.strain === 'doubled' ? 4 : one.strain ? 2 : 0) + (one.here ? 0 : 1)

/** Who fills no place of a shift, having one already: before it begins whoever has it in turn, then whoever has taken it up. */
export const placedOn = (task: BoardTask, now: number): string[] => (begins(task) <= now ? (task.taken ?? []) : task.assignees)

/** Who of the group may be put on its shift, the likeliest first: whoever has it in turn, then the rested, then those who are there. */
export const fillersOf = (activation: BoardActivation, group: BoardGroup, task: BoardTask, now: number): Filler[] =>
  group.members
    .filter((one) => !placedOn(task, now).includes(one.member))
    .map((one) => fillerOf(activation, task, one.member))
    .sort((a, b) => weight(a) - weight(b))
