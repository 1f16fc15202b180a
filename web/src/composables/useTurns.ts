import type { Ref } from 'vue'
import { problemOf, Refused, type Problem } from '../api/problem.ts'
import type { RosterMember } from '../api/types.ts'
import { difference, NOBODY, unmoved } from '../roster/sheet.ts'
import { stepWords, type Step } from '../roster/steps.ts'
import type { Edit } from './useRosterEdits.ts'

/** What it takes to do the opposite of a step. */
interface Deeds {
  steps: Ref<Step[]>
  undone: Ref<Step[]>
  problem: Ref<Problem | null>
  known: (member: string) => RosterMember | undefined
  saved: (wanted: Edit) => Promise<Step | null>
  takenOff: (person: RosterMember) => Promise<Step>
  enrolled: (person: RosterMember) => Promise<Extract<Step, { kind: 'added' }>>
  queue: <T>(work: () => Promise<T>) => Promise<T>
  /** Resolves when nothing is being saved any more, with whether there is a roster at all. */
  ready: () => Promise<boolean>
  refusedAt: (cell: string) => Problem | undefined
}

/** Steps back and forth: to take one back is to do the opposite, and to do it again is the opposite of that. */
export function useTurns({ steps, undone, problem, known, saved, takenOff, enrolled, queue, ready, refusedAt }: Deeds) {
  let turning: Promise<unknown> = Promise.resolve()

  /** Does the opposite of a step, and gives what takes that back; refused where it would undo others' work. */
  async function reversed(step: Step): Promise<Step> {
    if (step.kind === 'removed') return await queue(() => enrolledAgain(step.person))
    const now = known(step.member)
    const said = step.kind === 'added' ? difference(NOBODY, step.left) : step.said
    if (!now || !unmoved(step.left, now, said)) throw new Refused({ status: 0, code: 'undo_moved' })
    if (step.kind === 'added') return await queue(() => takenOff(now))
    const cell = `undo/${step.member}`
    const opposite = await saved({ member: step.member, cell, typed: '', apply: (member) => ({ ...member, ...step.said }) })
    const refused = refusedAt(cell)
    if (refused) throw new Refused(refused.status === 412 ? { status: 0, code: 'undo_moved' } : refused)
    return opposite ?? step
  }

  /** The same person has another id now: what was done to them before can still be taken back. */
  async function enrolledAgain(person: RosterMember): Promise<Step> {
    const step = await enrolled(person)
    for (const one of [...steps.value, ...undone.value]) if (one.kind !== 'removed' && one.member === person.id) one.member = step.member
    return step
  }

  async function turned(from: Ref<Step[]>, to: Ref<Step[]>, isRedo: boolean, one?: Step): Promise<string | undefined> {
    const at = (await ready()) ? (one ? from.value.indexOf(one) : from.value.length - 1) : -1
    const [last] = at < 0 ? [] : from.value.splice(at, 1)
    if (!last) return undefined
    problem.value = null
    try {
      to.value.push(await reversed(last))
      return stepWords(last, isRedo)
    } catch (thrown) {
      problem.value = problemOf(thrown)
      // A step that others have built upon can never be taken back: the one before it can.
      if (problem.value.code !== 'undo_moved') from.value.splice(at, 0, last)
      return undefined
    }
  }

  /** One turn after the other, however fast the keys are pressed. */
  function turn(from: Ref<Step[]>, to: Ref<Step[]>, isRedo: boolean, one?: Step): Promise<string | undefined> {
    const done = turning.then(() => turned(from, to, isRedo, one))
    turning = done.catch(() => undefined)
    return done
  }

  return {
    /** Takes the last step back, or `one` of those before it; gives it in words, or nothing when it was refused. */
    undo: (one?: Step) => turn(steps, undone, false, one),
    /** Does again what was taken back last. */
    redo: () => turn(undone, steps, true),
  }
}
