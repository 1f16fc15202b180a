import type { Colleague, OwnActivation, OwnShift, OwnTask } from '../api/types.ts'
import { hourWords } from '../composables/clockwords.ts'
import { REST } from '../composables/rest.ts'

/** What may go to a colleague: a task of one's own, or a shift. */
export type Passable = Pick<OwnTask, 'id' | 'title' | 'group' | 'grid' | 'starts_at' | 'due_at'>
type Times = Pick<OwnTask, 'starts_at' | 'due_at'>

/** Who of the same group may be asked: those who do not have it yet. */
export function colleaguesFor(what: Passable, activation: OwnActivation): Colleague[] {
  const post = activation.posts.find((one) => one.group === what.group && one.grid === what.grid)
  const having = new Set(activation.shifts.find((shift) => shift.id === what.id)?.people.map((one) => one.member))
  return post?.colleagues.filter((one) => !having.has(one.member)) ?? []
}

/** The shifts of a colleague that a shift may be swapped for: not begun, and not one's own too. */
export function swapsOf(what: Passable, activation: OwnActivation, colleague: string, now: number): OwnShift[] {
  if (!what.starts_at) return []
  return activation.shifts.filter((shift) => shift.group === what.group && shift.grid === what.grid && !shift.mine && shift.people.some((one) => one.member === colleague) && Date.parse(shift.starts_at ?? '') > now)
}

/** The shifts of colleagues in which one might stand in for somebody, the next first. */
export const colleaguesShifts = (activation: OwnActivation): OwnShift[] => activation.shifts.filter((shift) => !shift.mine && shift.people.length > 0)

/** Whether as many people have a shift as it needs, so that one more relieves nobody and is one too many. */
export const isFull = (shift: OwnShift): boolean => shift.people.length >= shift.places

/** Whether somebody leads the group of a shift, and may say who has it. */
export const decidesOn = (shift: OwnShift, activation: OwnActivation): boolean => activation.posts.some((post) => post.group === shift.group && post.grid === shift.grid && post.leads)

/** Every shift that counts beside those of an activation: what is practised and what is real do not add up. */
export const shiftsBeside = (activation: OwnActivation, running: OwnActivation[]): OwnShift[] =>
  running.filter((one) => one.drill === activation.drill).flatMap((one) => one.shifts)

/** Another shift of somebody, at the same hours as one that they might take or straight before or after it. */
export interface Strain {
  kind: 'doubled' | 'through'
  shift: OwnShift
}

/** What would strain a member who took a shift over, and gave another of theirs for it. */
export function strainOn(member: string, what: Times & { id: string }, shifts: OwnShift[], given: string | null = null): Strain | null {
  if (!what.starts_at) return null
  const ends = (one: Times): number => (one.due_at ? Date.parse(one.due_at) : Infinity)
  const begins = (one: Times): number => Date.parse(one.starts_at ?? '')
  const others = shifts.filter((one) => one.id !== what.id && one.id !== given && one.people.some((person) => person.member === member))
  const doubled = others.find((one) => begins(one) < ends(what) && begins(what) < ends(one))
  if (doubled) return { kind: 'doubled', shift: doubled }
  const follows = (first: Times, then: Times): boolean => ends(first) <= begins(then) && begins(then) - ends(first) < REST
  const through = others.find((one) => follows(one, what) || follows(what, one))
  return through ? { kind: 'through', shift: through } : null
}

/** From when to when; the day is said once where it is the same. */
export function spanOf(from: string, until: string, moment: (at: string) => string): { from: string; until: string } {
  const [begins, ends] = [moment(from), moment(until)]
  const hour = hourWords(Date.parse(until))
  const day = ends.slice(0, -hour.length)
  return { from: begins, until: day !== '' && begins.startsWith(day) ? hour : ends }
}

/** From when to when, or by when. */
export function windowOf(what: Times, moment: (at: string) => string, t: (key: string, said: Record<string, string>) => string): string {
  if (what.starts_at && what.due_at) return t('me.window', spanOf(what.starts_at, what.due_at, moment))
  if (what.starts_at) return t('me.from', { at: moment(what.starts_at) })
  return what.due_at ? t('me.due', { at: moment(what.due_at) }) : ''
}
