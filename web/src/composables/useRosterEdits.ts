import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { change, enrol, readSheet, remove } from '../api/roster.ts'
import { freshKey } from '../api/http.ts'
import { isUnsure, problemOf, Refused, type Problem } from '../api/problem.ts'
import type { Roster, RosterMember } from '../api/types.ts'
import { difference, NOBODY, unmoved } from '../roster/sheet.ts'
import { deskOf, type Step } from '../roster/steps.ts'
import { useTurns } from './useTurns.ts'

/** A cell that could not be saved: what was typed, why, and what it takes to save it again. */
export interface Fault {
  typed: string
  problem: Problem
  edit?: Edit
}

export interface Edit {
  member: string
  cell: string
  typed: string
  /** The person as they were seen when the writing began: what others changed of the same since is in the way. */
  seen?: RosterMember
  apply: (member: RosterMember) => RosterMember
}

const TRIES = 3

/**
 * The roster as it is being edited: every edit shows at once and is saved at once, one after the other.
 *
 * Where somebody else changed the same of a person meanwhile, theirs stands, and the cell keeps what was typed;
 * so it does where the line was lost, and is sent again once it is back.
 */
export function useRosterEdits(code: () => string) {
  const roster = shallowRef<Roster | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const saving = ref(0)
  const { done: steps, undone, faults } = deskOf(code())
  const waiting = shallowRef<Edit[]>([])
  const keys = new Map<string, string>()
  let version: string | null = null
  let line: Promise<unknown> = Promise.resolve()

  /** People as they will be once all is saved. */
  const members = computed(() =>
    (roster.value?.members ?? []).map((member) => waiting.value.filter((edit) => edit.member === member.id).reduce((now, edit) => edit.apply(now), member)),
  )
  const unsure = computed(() => [...faults.value].filter(([, fault]) => fault.edit && isUnsure(fault.problem)))

  async function reload(atLeast?: number): Promise<void> {
    try {
      const read = await readSheet(code(), atLeast)
      roster.value = read.value
      version = read.version
      problem.value = null
    } catch (thrown) {
      problem.value = problemOf(thrown)
    }
  }

  const known = (id: string): RosterMember | undefined => roster.value?.members.find((one) => one.id === id)

  function put(person: RosterMember): void {
    if (!roster.value) return
    roster.value = { ...roster.value, members: roster.value.members.map((one) => (one.id === person.id ? person : one)) }
  }

  /** Saves one after the other: each is decided on what the one before left. */
  function queue<T>(work: () => Promise<T>): Promise<T> {
    saving.value += 1
    const done = line.then(work).finally(() => (saving.value -= 1))
    line = done.catch(() => undefined)
    return done
  }

  function did(step: Step | null): void {
    if (!step) return
    steps.value.push(step)
    undone.value = []
  }

  const edit = async (wanted: Edit): Promise<void> => did(await saved(wanted))

  /** The step that an edit was, nothing where it was none or was refused: then its cell has the fault. */
  function saved(wanted: Edit): Promise<Step | null> {
    faults.value.delete(wanted.cell)
    waiting.value = [...waiting.value, wanted]
    return queue(async () => {
      try {
        return await save(wanted, TRIES)
      } catch (thrown) {
        faults.value.set(wanted.cell, { typed: wanted.typed, problem: problemOf(thrown), edit: wanted })
        return null
      } finally {
        waiting.value = waiting.value.filter((one) => one !== wanted)
      }
    })
  }

  async function save(wanted: Edit, tries: number): Promise<Step | null> {
    const before = known(wanted.member)
    if (!before) throw new Refused({ status: 404, code: 'cell_gone' })
    const after = wanted.apply(before)
    const said = difference(before, after)
    if (!Object.keys(said).length) return null
    if (wanted.seen && !unmoved(wanted.seen, before, said)) throw new Refused({ status: 412, code: 'cell_moved' })
    const step: Step = { kind: 'changed', name: after.name ?? '', member: wanted.member, said: difference(after, before), left: after }
    try {
      const answer = await change(wanted.member, said, version)
      version = answer.version ?? version
    } catch (thrown) {
      if (problemOf(thrown).status !== 412 || tries < 2) throw thrown
      await reload()
      const now = known(wanted.member)
      // Ours was saved, and only the answer was lost.
      if (now && unmoved(after, now, said)) return step
      // Somebody else saved something of the community: only what they changed of the same is in the way.
      if (!now || !unmoved(before, now, said)) throw new Refused({ status: 412, code: 'cell_moved' })
      return save(wanted, tries - 1)
    }
    put(after)
    return step
  }

  /** Saves a cell again that could not be saved; what others made of it meanwhile is known by now. */
  async function again(cell: string): Promise<void> {
    const fault = faults.value.get(cell)
    if (fault?.edit) await edit({ ...fault.edit, seen: isUnsure(fault.problem) ? fault.edit.seen : undefined })
  }

  const againAll = (): void => unsure.value.forEach(([cell]) => void again(cell))

  /** Adds a person; gives their id, or nothing when it was refused. */
  async function add(person: RosterMember, cell: string): Promise<string | undefined> {
    faults.value.delete(cell)
    try {
      const step = await queue(() => enrolled(person))
      did(step)
      return step.member
    } catch (thrown) {
      faults.value.set(cell, { typed: person.name ?? '', problem: problemOf(thrown) })
      return undefined
    }
  }

  /** Sent again after the line was lost, the same person is not added twice. */
  async function enrolled(person: RosterMember): Promise<Extract<Step, { kind: 'added' }>> {
    const said = difference(NOBODY, person)
    const words = JSON.stringify(said)
    const key = keys.get(words) ?? freshKey()
    keys.set(words, key)
    try {
      const { id, position } = (await enrol(code(), said, key)).value
      keys.delete(words)
      await reload(position)
      return { kind: 'added', name: person.name ?? '', member: id, left: known(id) ?? { ...person, id } }
    } catch (thrown) {
      if (!isUnsure(problemOf(thrown))) keys.delete(words)
      throw thrown
    }
  }

  async function takenOff(person: RosterMember): Promise<Step> {
    await reload((await remove(person.id)).position)
    return { kind: 'removed', name: person.name ?? '', person }
  }

  async function takeOff(person: RosterMember): Promise<boolean> {
    try {
      did(await queue(() => takenOff(person)))
      return true
    } catch (thrown) {
      problem.value = problemOf(thrown)
      return false
    }
  }

  const { undo, redo } = useTurns({ steps, undone, problem, known, saved, takenOff, enrolled, queue, ready: async () => ((await line), roster.value !== null), refusedAt: taken })

  /** Why a cell could not be saved, where it is no cell that anybody sees. */
  function taken(cell: string): Problem | undefined {
    const refused = faults.value.get(cell)?.problem
    faults.value.delete(cell)
    return refused
  }

  const forget = (cell: string): void => void faults.value.delete(cell)

  /** A browser that is closed now would take what is not saved with it. */
  function leaving(event: BeforeUnloadEvent): void {
    if (saving.value || faults.value.size) event.preventDefault()
  }

  window.addEventListener('online', againAll)
  window.addEventListener('beforeunload', leaving)
  onScopeDispose(() => {
    window.removeEventListener('online', againAll)
    window.removeEventListener('beforeunload', leaving)
  })
  void reload()
  return { roster, members, problem, saving, faults, unsure, steps, undone, edit, again, againAll, add, takeOff, undo, redo, forget, reload }
}

export type RosterEdits = ReturnType<typeof useRosterEdits>
