import assert from 'node:assert/strict'
import { test } from 'vitest'
import { shiftOf, stretchOf } from '../src/desk/stretch.ts'

const TALL = 45
const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `row ${index}`)

test('whatever is in view is drawn, and not many rows more', () => {
  for (const count of [61, 300, 16_681]) {
    const deepest = count * TALL - 700
    for (let top = 0; top <= deepest; top += 97) {
      const { first, last } = stretchOf(top, 700, TALL, count)
      assert.ok(first * TALL <= top, `${top}: from ${first}`)
      assert.ok(last * TALL >= Math.min(count * TALL, top + 700), `${top}: up to ${last}`)
      assert.ok(first >= 0 && last <= count && last - first <= 45, `${top}: ${last - first} rows`)
    }
  }
})

test('rows are drawn where the list has become shorter than where one was', () => {
  const { first, last } = stretchOf(600_000, 700, TALL, 100)
  assert.deepEqual([first, last], [90, 100])
})

test('one row that rises to the top moves nobody, and many that come before move all by as much', () => {
  const before = keys(100)
  const seen = before.slice(40, 55)
  const risen = ['row 45', ...before.filter((key) => key !== 'row 45')]
  assert.equal(shiftOf(seen, 40, risen), 0)
  assert.equal(shiftOf(seen, 40, ['a', 'b', 'c', ...before]), 3)
  assert.equal(shiftOf(seen, 40, before.slice(10)), -10)
  assert.equal(shiftOf(seen, 40, keys(5)), 0)
})
