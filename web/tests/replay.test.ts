import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Board, BoardTask, TimeStep } from '../src/api/types.ts'
import { afterwards } from '../src/composables/clockwords.ts'
import { differenceOf } from '../src/replay/difference.ts'
import { changesOf, readingsOf, shareOf } from '../src/replay/figures.ts'
import { stepAfter, stepBefore } from '../src/replay/stepping.ts'

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
