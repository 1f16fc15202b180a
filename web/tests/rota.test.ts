import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { OwnActivation, OwnAsking, OwnShift, OwnTask, Rota } from '../src/api/types.ts'
import { endsEarly } from '../src/me/me.ts'
import { daysOf, movesSince, seenOf, turnsOf } from '../src/me/rota.ts'

/** Noon of 2 March in China. */
const NOON = Date.parse('2026-03-02T04:00:00Z')
const HOUR = 3_600_000
const at = (hours: number): string => new Date(NOON + hours * HOUR).toISOString()
const shift = (id: string, from: number, more: Partial<OwnShift> = {}): OwnShift => ({ id, title: '门岗', where: null, group: 'security', group_name: '安保组', grid: 'g1', grid_name: '槿园', starts_at: at(from), due_at: at(from + 8), mine: true, taken: true, places: 2, lacking: 0, people: [{ member: 'me', name: '林', taken: true }, { member: 'li', name: '李', taken: false }], ...more })
const foreseen = (from: number): Rota['shifts'][number] => ({ activation: 'a1', key: 'sec.08', title: '门岗', where: null, group: 'security', group_name: '安保组', grid: 'g1', grid_name: '槿园', starts_at: at(from), due_at: at(from + 8), together: ['赵', null] })

test('who is on shift now is told apart from whoever has to take it up, and from what is only foreseen', () => {
  const turns = turnsOf([shift('next', 4, { taken: false }), shift('now', -4), shift('late', -1, { taken: false }), shift('tomorrow', 20)], [foreseen(44)], 'me', NOON)
  assert.deepEqual(turns.map((turn) => turn.standing), ['on', 'begun', 'asked', 'taken', 'foreseen'])
  assert.deepEqual(turns.map((turn) => turn.with.join()), ['李', '李', '李', '李', '赵'])
  assert.deepEqual(turns.map((turn) => turn.shift?.id), ['now', 'late', 'next', 'tomorrow', undefined])
})

test('what is over by now is told no more', () => {
  assert.deepEqual(turnsOf([shift('gone', -8)], [foreseen(-8), foreseen(1)], 'me', NOON).map((turn) => turn.starts), [NOON + HOUR])
})

test('shifts stand by day, today first with what began yesterday', () => {
  const turns = turnsOf([shift('since yesterday', -15, { due_at: at(1) }), shift('today', 4)], [foreseen(14), foreseen(40), foreseen(42)], 'me', NOON)
  assert.deepEqual(daysOf(turns, NOON, 'zh').map((day) => [day.name, day.turns.length]), [['今天', 2], ['明天', 1], ['3月4日', 2]])
})

test('a shift on offer tells whom it is offered to, and another does not', () => {
  const asking = { id: 'now', role: 'asking', member: 'me', colleague: 'li', colleague_name: '李' } as OwnAsking
  const turns = turnsOf([shift('now', -4), shift('next', 4)], [], 'me', NOON, [asking, { ...asking, id: 'next', role: 'leading' }])
  assert.deepEqual(turns.map((turn) => turn.asked?.colleague_name), ['李', undefined])
})

test('a shift is ended early before its end, and neither after it nor for the report that is owed', () => {
  const task = { places: 2, state: 'started', due_at: at(2) } as OwnTask
  assert.equal(endsEarly(task, NOON), true)
  assert.equal(endsEarly({ ...task, due_at: at(-1) }, NOON), false)
  assert.equal(endsEarly({ ...task, state: 'completed' }, NOON), false)
  assert.equal(endsEarly({ ...task, places: 0 }, NOON), false)
})

const seen = (foreseen_: number[], open: OwnShift[] = [], until = 48) =>
  seenOf({ now: at(0), until: at(until), shifts: foreseen_.map(foreseen) }, [{ id: 'a1', shifts: open } as unknown as OwnActivation])
const hours = (moves: ReturnType<typeof movesSince>) => moves.map(({ before, after }) => [before, after].map((one) => (one ? (Date.parse(one.starts) - NOON) / HOUR : null)))

test('a shift that one was foreseen for is told from when to when it moved', () => {
  assert.deepEqual(hours(movesSince(seen([8, 24]), seen([12, 24]), NOON)), [[8, 12]])
  assert.deepEqual(hours(movesSince(seen([8, 24]), seen([12]), NOON)), [[8, 12], [24, null]])
  assert.deepEqual(hours(movesSince(seen([24]), seen([8, 24]), NOON)), [[null, 8]])
  // days apart it is another shift, and not the same one moved
  assert.deepEqual(hours(movesSince(seen([8, 40]), seen([4, 12]), NOON)), [[8, 4], [null, 12], [40, null]])
})

test('what opened, began, ended or came into sight has not moved', () => {
  const opened = shift('0a.sec.08~20260302T1200Z', 8)
  assert.deepEqual(movesSince(seen([8, 24]), seen([24], [opened]), NOON), [])
  assert.deepEqual(movesSince(seen([24], [opened]), seen([24, 56], [opened], 60), NOON), [])
  assert.deepEqual(movesSince(seen([1, 24]), seen([24]), NOON + 2 * HOUR), [])
  // with the end of it all, or of one's post, nothing moved
  assert.deepEqual(movesSince(seen([8, 24]), seen([]), NOON), [])
})
