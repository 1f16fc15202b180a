import { computed, ref, shallowRef, triggerRef } from 'vue'
import { change, enrol, readSheet, remove } from '../api/roster.ts'
import { freshKey } from '../api/http.ts'
import { problemOf, type Problem } from '../api/problem.ts'
import type { Roster, RosterMember } from '../api/types.ts'
import { difference, NOBODY, unmoved } from '../roster/sheet.ts'
import { stepsOf, stepWords } from '../roster/steps.ts'

/** A cell that could not be saved: what was typed, and why. */
export interface Fault {
  typed: string
  problem: Problem
}

interface Edit {
  member: string
  cell: string
  typed: string
  apply: (member: RosterMember) => RosterMember
  undone?: boolean
}

const TRIES = 3

/**
 * The roster as it is being edited: every edit shows at once and is saved at once, one after the other.
 *
 * Where somebody else changed the same of a person meanwhile, theirs stands, and the cell keeps what was typed.
 */
export function useRosterEdits(code: () => string) {
  const roster = shallowRef<Roster | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const saving = ref(0)
  const faults = ref(new Map<string, Fault>())
  const steps = stepsOf(code())
  const waiting = shallowRef<Edit[]>([])
  let version: string | null = null
  let line: Promise<unknown> = Promise.resolve()

  /** People as they will be once all is saved. */
  const members = computed(() =>
    (roster.value?.members ?? []).map((member) => waiting.value.filter((edit) => edit.member === member.id).reduce((now, edit) => edit.apply(now), member)),
  )

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
  function queue(work: () => Promise<void>): Promise<void> {
    saving.value += 1
    const done = line.then(work).finally(() => (saving.value -= 1))
    line = done.catch(() => undefined)
    return done
  }

  function edit(wanted: Edit): Promise<void> {
    faults.value.delete(wanted.cell)
    waiting.value = [...waiting.value, wanted]
    return queue(async () => {
      try {
        await save(wanted, TRIES)
      } catch (thrown) {
        faults.value.set(wanted.cell, { typed: wanted.typed, problem: problemOf(thrown) })
      } finally {
        waiting.value = waiting.value.filter((one) => one !== wanted)
        triggerRef(roster)
      }
    })
  }

  async function save(wanted: Edit, tries: number): Promise<void> {
    const before = known(wanted.member)
    if (!before) throw new Error('nobody of that id')
    const after = wanted.apply(before)
    const said = difference(before, after)
    if (!Object.keys(said).length) return
    try {
      const answer = await change(wanted.member, said, version)
      version = answer.version ?? version
      if (said.phone !== undefined) after.phone = said.phone.replace(/^\+?86(?=1\d{10}$)|\D/g, '')
      put(after)
      if (!wanted.undone) steps.value.push({ kind: 'changed', name: after.name ?? '', member: wanted.member, said: difference(after, before), left: after })
    } catch (thrown) {
      const refused = problemOf(thrown)
      if (refused.status !== 412 || tries < 2) throw thrown
      await reload()
      const now = known(wanted.member)
      // Somebody else saved something of the community: only what they changed of the same is in the way.
      if (!now || !unmoved(before, now, said)) throw thrown
      await save(wanted, tries - 1)
    }
  }

  /** Adds a person; gives their id, or nothing when it was refused. */
  async function add(person: RosterMember, cell: string): Promise<string | undefined> {
    faults.value.delete(cell)
    let made: string | undefined
    await queue(async () => {
      try {
        made = await enrolled(person)
        steps.value.push({ kind: 'added', name: person.name ?? '', member: made })
      } catch (thrown) {
        const refused = problemOf(thrown)
        faults.value.set(cell, { typed: person.name ?? '', problem: refused })
      }
    })
    return made
  }

  async function enrolled(person: RosterMember): Promise<string> {
    const answer = await enrol(code(), difference(NOBODY, person), freshKey())
    await reload(answer.value.position)
    return answer.value.id
  }

  async function takeOff(person: RosterMember): Promise<boolean> {
    let gone = false
    await queue(async () => {
      try {
        await reload((await remove(person.id)).position)
        steps.value.push({ kind: 'removed', name: person.name ?? '', person })
        gone = true
      } catch (thrown) {
        problem.value = problemOf(thrown)
      }
    })
    return gone
  }

  /** Takes the last step back, by doing the opposite; gives the step in words, or nothing when it was refused. */
  async function undo(): Promise<string | undefined> {
    const last = roster.value ? steps.value.pop() : undefined
    if (!last) return undefined
    problem.value = null
    if (last.kind === 'changed') {
      const now = known(last.member)
      // What somebody else has changed since is theirs: to take our step back would undo their work.
      if (!now || !unmoved(last.left, now, last.said)) {
        problem.value = { status: 0, code: 'undo_moved' }
        return undefined
      }
      const cell = `undo/${last.member}`
      await edit({ member: last.member, cell, typed: '', undone: true, apply: (member) => ({ ...member, ...last.said }) })
      const refused = faults.value.get(cell)
      if (refused) {
        faults.value.delete(cell)
        steps.value.push(last)
        problem.value = refused.problem
        return undefined
      }
      return stepWords(last)
    }
    let done = false
    await queue(async () => {
      try {
        if (last.kind === 'added') await reload((await remove(last.member)).position)
        else {
          const about = await enrolled(last.person)
          // The same person has another id now: what was done to them before can still be taken back.
          for (const step of steps.value) if (step.kind !== 'removed' && step.member === last.person.id) step.member = about
        }
        done = true
      } catch (thrown) {
        steps.value.push(last)
        problem.value = problemOf(thrown)
      }
    })
    return done ? stepWords(last) : undefined
  }

  const forget = (cell: string): void => void faults.value.delete(cell)

  void reload()
  return { roster, members, problem, saving, faults, steps, edit, add, takeOff, undo, forget, reload }
}

export type RosterEdits = ReturnType<typeof useRosterEdits>
