import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { OwnActivation, OwnShift } from '../src/api/types.ts'
import { colleaguesShifts, decidesOn, isFull, shiftsBeside, strainOn } from '../src/me/passing.ts'

const at = (hour: number): string => new Date(Date.UTC(2026, 2, 2, hour)).toISOString()
const shift = (id: string, from: number, ...who: string[]): OwnShift => ({ id, title: '门岗', where: null, group: 'security', group_name: '安保组', grid: 'g1', grid_name: '槿园', starts_at: at(from), due_at: at(from + 4), mine: false, taken: false, places: 2, lacking: 0, people: who.map((member) => ({ member, name: member, taken: true })) })
const strained = (what: OwnShift, shifts: OwnShift[], given?: string): (string | undefined)[] => {
  const found = strainOn('li', what, shifts, given)
  return [found?.kind, found?.shift.id]
}

test('whoever would have two shifts in a row is told which, before it and after it', () => {
  const [early, mine, late] = [shift('early', 0, 'li'), shift('mine', 4, 'me'), shift('late', 8, 'li')]
  assert.deepEqual(strained(mine, [early, mine]), ['through', 'early'])
  assert.deepEqual(strained(mine, [mine, late]), ['through', 'late'])
  assert.deepEqual(strained(mine, [mine, shift('rested', 9, 'li'), shift('another', 0, 'zhao')]), [undefined, undefined])
})

test('two shifts at once weigh more, and what is given in return weighs nothing', () => {
  const mine = shift('mine', 4, 'me', 'zhao')
  const theirs = [shift('early', 0, 'li'), shift('same', 5, 'li')]
  assert.deepEqual(strained(mine, theirs), ['doubled', 'same'])
  assert.deepEqual(strained(mine, theirs, 'same'), ['through', 'early'])
  assert.deepEqual(strained(mine, [theirs[1]!], 'same'), [undefined, undefined])
})

test('a task without hours strains nobody, and what is practised does not count beside what is real', () => {
  const due = { ...shift('due', 4, 'me'), starts_at: null, due_at: at(8) }
  assert.deepEqual(strained(due, [shift('late', 8, 'li')]), [undefined, undefined])
  const running = (drill: boolean, ...shifts: OwnShift[]) => ({ drill, shifts }) as OwnActivation
  const [war, exercise] = [running(false, shift('real', 0)), running(true, shift('practised', 0))]
  assert.deepEqual(shiftsBeside(war, [war, exercise]).map((one) => one.id), ['real'])
})

test('one stands in for a colleague on a shift of theirs, and besides is one too many once it has its people', () => {
  const [theirs, empty] = [shift('theirs', 4, 'li', 'zhao'), shift('empty', 8)]
  const running = { shifts: [{ ...shift('own', 0, 'me'), mine: true }, theirs, empty], posts: [{ group: 'security', grid: 'g1', leads: true }] } as OwnActivation
  assert.deepEqual(colleaguesShifts(running).map((one) => one.id), ['theirs'])
  assert.deepEqual([isFull(theirs), isFull(shift('gap', 4, 'li'))], [true, false])
  assert.deepEqual([decidesOn(theirs, running), decidesOn({ ...theirs, grid: 'g2' }, running)], [true, false])
})
