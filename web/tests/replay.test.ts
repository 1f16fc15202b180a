import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Board, BoardTask, TimeStep } from '../src/api/types.ts'
import { cardsOf } from '../src/board/order.ts'
import { afterwards } from '../src/composables/clockwords.ts'
import { differenceOf } from '../src/replay/difference.ts'
import { changesOf, readingsOf, shareOf } from '../src/replay/figures.ts'
import { stepAfter, stepBefore } from '../src/replay/stepping.ts'
import { hoursOf, presentFirst, turnsOf } from '../src/replay/turns.ts'

const step = (at: string, counts: TimeStep['counts']): TimeStep => ({ at, first: 1, position: 2, counts, figures: null })
const STEPS = [step('2025-03-01T02:00:00Z', { mustered: 2 }), step('2025-03-01T02:14:00Z', { mustered: 3, overdue: 1 })]
const [FIRST, LAST] = STEPS.map((one) => Date.parse(one.at)) as [number, number]

const task = (id: string, said: Partial<BoardTask>): BoardTask => ({ id, title: id, state: 'open', overdue: false, assignees: ['m1'], key: id, pre: [], ...said })

function board(position: number, members: [string, string | null][], tasks: BoardTask[]): Board {
  const group = {
    group: 'medical',
    name: '医疗保障组',
    grid: 'g',
    grid_name: '苕溪苑',
    members: members.map(([member, at]) => ({ member, name: member, position: 'member' as const, mustered_at: at })),
    tasks,
  }
  return { position, at: '2025-03-01T02:00:00Z', mode: 'wartime', activations: [{ id: 'a', playbook: 'p', started_at: '', groups: [group] }] } as unknown as Board
}

test('stepping goes to where something happened, and stops at the ends', () => {
  assert.equal(stepAfter(STEPS, FIRST), LAST)
  assert.equal(stepAfter(STEPS, LAST), null)
  assert.equal(stepBefore(STEPS, LAST), FIRST)
  assert.equal(stepBefore(STEPS, FIRST), null)
  // a step that tells nothing new is no step
  assert.equal(stepAfter(STEPS, FIRST, 2), null)
  assert.equal(stepBefore(STEPS, LAST, 2), null)
})

test('a moment finer than a thousandth of a second is shown with what happened at it', () => {
  const fine = step('2025-03-01T02:14:05.123456Z', { mustered: 1 })
  const to = stepAfter([fine], FIRST)!
  assert.equal(new Date(to).toISOString(), '2025-03-01T02:14:05.124Z')
  assert.equal(stepAfter([fine], to), null)
  assert.equal(stepBefore([fine], to), null)
  assert.equal(afterwards('2025-03-01T02:14:05.123000Z'), Date.parse('2025-03-01T02:14:05.123Z'))
})

test('a figure cites the entries at which it changed', () => {
  const figures = { asked: 4, mustered: 1, vacant: 0, open: 3, completed: 0, overdue: 0 }
  const steps = [figures, figures, { ...figures, mustered: 3 }].map((one, n) => ({ ...step(`2025-03-01T02:0${n}:00Z`, {}), first: 10 * n + 1, position: 10 * n + 10, figures: one }))
  const readings = readingsOf([...STEPS, ...steps])
  assert.equal(readings.length, 3) // steps without figures tell none
  assert.deepEqual(changesOf(readings).map((one) => [one.first, one.position]), [[1, 10], [21, 30]])
  assert.deepEqual(readings.map((one) => shareOf(one.figures)), [25, 25, 75])
  assert.equal(shareOf({ ...figures, asked: 0, mustered: 0 }), null)
})

test('nothing differs between a board and itself', () => {
  const same = board(1, [['m1', null]], [task('t1', {})])
  assert.deepEqual(differenceOf(same, same), [])
})

test('every change between two moments is told once', () => {
  const before = board(1, [['m1', null], ['m2', null]], [task('t1', {}), task('t2', {}), task('t3', {}), task('t4', {})])
  const after = board(
    9,
    [['m1', '2025-03-01T02:10:00Z'], ['m3', null]],
    [task('t1', { state: 'completed' }), task('t2', { overdue: true }), task('t3', { assignees: ['m3'] }), task('t4', { state: 'accepted' }), task('t5', {})],
  )
  const told = differenceOf(before, after).map((one) => [one.kind, one.member ?? one.title])
  assert.deepEqual(told, [
    ['came', 'm1'],
    ['posted', 'm3'],
    ['left', 'm2'],
    ['done', 't1'],
    ['late', 't2'],
    ['handed', 't3'],
    ['moved', 't4'],
    ['opened', 't5'],
  ])
})

test('who had a task before and who after is told, and a new order of the same people is no change', () => {
  const before = board(1, [], [task('t1', {}), task('t2', { assignees: ['m1', 'm2'] }), task('t3', {}), task('t4', {})])
  const after = board(2, [], [task('t1', { assignees: ['m2', 'm3'] }), task('t2', { assignees: ['m2', 'm1'] }), task('t3', { state: 'accepted', assignees: [] }), task('t4', { state: 'accepted' })])
  const told = differenceOf(before, after).map((one) => [one.kind, one.title, one.who])
  assert.deepEqual(told, [
    ['handed', 't1', [['m1'], ['m2', 'm3']]],
    ['moved', 't3', [['m1'], []]],
    ['moved', 't4', undefined],
  ])
})

test('a shift is told with its hours, and whether it is the one on duty at the moment looked at', () => {
  const shift = (id: string, starts_at: string, due_at: string, said: Partial<BoardTask> = {}) => task(id, { key: 'gate', places: 2, taken: [], starts_at, due_at, ...said })
  const shifts = [
    shift('later', '2025-03-01T11:30:00Z', '2025-03-01T17:30:00Z'),
    shift('over', '2025-02-28T17:30:00Z', '2025-03-01T01:00:00Z'),
    shift('next', '2025-03-01T06:30:00Z', '2025-03-01T11:30:00Z'),
    shift('on', '2025-03-01T01:00:00Z', '2025-03-01T06:30:00Z', { taken: ['m1'] }),
    shift('off', '2025-03-01T01:00:00Z', '2025-03-01T06:30:00Z', { state: 'cancelled' }),
    task('bins', { due_at: '2025-03-01T06:30:00Z' }),
  ]
  const cards = cardsOf(board(1, [['m1', null]], shifts))
  const told = (at: string) => Object.fromEntries([...turnsOf(cards, Date.parse(at))].map(([id, turn]) => [id, turn.which]))
  assert.deepEqual(told('2025-03-01T03:30:00Z'), { later: null, over: null, next: 'next', on: 'now' })
  // a shift is over when the next begins
  assert.deepEqual(told('2025-03-01T06:30:00Z'), { later: 'next', over: null, next: 'now', on: null })
  const turns = turnsOf(cards, Date.parse('2025-03-01T03:30:00Z'))
  assert.deepEqual(turns.get('on')!.taken, ['m1'])
  assert.equal(hoursOf(turns.get('on')!, (at) => at.slice(11, 16)), '01:00–14:30')
  const order = presentFirst(shifts.map((one) => one.id), (id) => turns.get(id))
  assert.deepEqual(order, ['on', 'off', 'bins', 'next', 'later', 'over'])
})
