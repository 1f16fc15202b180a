import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { CommunityLine } from '../src/api/types.ts'
import { rowOf, rowsOf, usual } from '../src/district/rows.ts'
import { gravest, sumOf, sumsBy, tallyOf, tierBelow } from '../src/district/summing.ts'

const line = (code: string, said: Partial<CommunityLine>): CommunityLine => ({ code, name: code, mode: 'peacetime', street: `街道${code.slice(6, 9)}`, readiness: { score: 60, band: { id: 'b', name: '' } as never }, ...said })

const LINES = [
  line('350102001001', { mode: 'wartime', asked: 10, mustered: 4, vacant: 1, overdue: 2, tasks: { open: 3, completed: 5 } }),
  line('350102001002', { readiness: { score: 80, band: { id: 'b', name: '' } as never } }),
  line('350102002001', { mode: 'alert' }),
]

test('a place is shown by the tier below it', () => {
  assert.deepEqual(['', '35', '3501', '350102', '350102001', '350102001001'].map(tierBelow), [2, 4, 6, 9, 12, 12])
})

test('the sum of a place is that of its parts', () => {
  const whole = sumOf(LINES)
  const parts = sumsBy(LINES, 9)
  assert.deepEqual(parts.map((one) => [one.code, one.name, one.communities]), [['350102001', '街道001', 2], ['350102002', '街道002', 1]])
  for (const figure of ['asked', 'mustered', 'vacant', 'overdue', 'open', 'done', 'communities'] as const) {
    assert.equal(parts.reduce((sum, one) => sum + one[figure], 0), whole[figure])
  }
  assert.deepEqual([whole.open, whole.done, whole.asked], [3, 5, 10])
})

test('the gravest comes first, and then what is late', () => {
  const late = [...LINES, line('350102003001', { mode: 'wartime', overdue: 9 }), line('350102004001', {})]
  assert.deepEqual(sumsBy(late, 9).map((one) => one.code), ['350102003', '350102001', '350102002', '350102004'])
})

test('readiness is the mean, and the gravest mode is shown', () => {
  const [first, second] = sumsBy(LINES, 9)
  assert.equal(first?.readiness, 70)
  assert.equal(first && gravest(first), 'wartime')
  assert.equal(second && gravest(second), 'alert')
})

test('a drill counts apart and can be looked for, whatever the mode', () => {
  const lines = [...LINES, line('350102002002', { drills: 2 }), line('350102002003', { drills: 0 })]
  assert.deepEqual(sumsBy(lines, 9).map((one) => one.drills), [0, 1])
  assert.equal(sumOf(lines).modes.peacetime, 3)
  const rows = lines.map(rowOf)
  assert.deepEqual(rowsOf(rows, { ...usual(), mode: 'drill' }).map((row) => row.key), ['350102002002'])
  assert.equal(rowsOf(rows, usual())[2]?.key, '350102002002')
})

test('what drills count stands beside what is real, and is the large figure only where nothing else runs', () => {
  const drilled = { asked: 7, mustered: 3, vacant: 2, overdue: 1, tasks: { started: 4, completed: 6 } }
  const lines = [line('350102001001', { activations: 1, asked: 10, mustered: 4, tasks: { open: 3 } }), line('350102002001', { drills: 1, drilled })]
  const whole = sumOf(lines)
  assert.deepEqual([whole.asked, whole.mustered, whole.vacant, whole.overdue, whole.open, whole.done], [10, 4, 0, 0, 3, 0])
  assert.deepEqual(whole.drilled, { asked: 7, mustered: 3, vacant: 2, overdue: 1, open: 4, done: 6 })
  const both = tallyOf(whole)
  assert.deepEqual([both.drill, both.totals.people, both.apart?.people], [false, 10, 7])
  const but = tallyOf(sumOf(lines.slice(1)))
  assert.deepEqual([but.drill, but.totals.people, but.totals.overdue, but.apart], [true, 7, 1, null])
  assert.deepEqual(tallyOf(sumOf([])).drill, false)
  assert.deepEqual(rowsOf(lines.map(rowOf), { ...usual(), by: 'overdue' }).map((row) => row.key), ['350102002001', '350102001001'])
})
