import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { TimeStep } from '../src/api/types.ts'
import { stepsOn } from '../src/replay/stepping.ts'

const at = (minute: number): number => Date.UTC(2025, 2, 1, 2, minute)
const STEPS = [0, 10, 20, 30].map((minute): TimeStep => ({ at: new Date(at(minute)).toISOString(), first: 1, position: 2, counts: {}, figures: null }))

test('keys walk from fact to fact, from between two of them too, and stop at the ends', () => {
  assert.equal(stepsOn(STEPS, at(0), 1), at(10))
  assert.equal(stepsOn(STEPS, at(14), 1), at(20))
  assert.equal(stepsOn(STEPS, at(14), -1), at(10))
  assert.equal(stepsOn(STEPS, at(30), 1), at(30))
  assert.equal(stepsOn(STEPS, at(0), -1), at(0))
})

test('a page is many facts at once, and never further than there are any', () => {
  assert.equal(stepsOn(STEPS, at(0), 2), at(20))
  assert.equal(stepsOn(STEPS, at(5), 10), at(30))
  assert.equal(stepsOn(STEPS, at(30), -2), at(10))
  assert.equal(stepsOn(STEPS, at(25), -10), at(0))
  assert.equal(stepsOn([], at(5), 1), at(5))
})

test('a key never stays at what is shown already: a step ends a little after the moment that was asked for', () => {
  const steps = STEPS.map((step, index) => ({ ...step, position: 10 * (index + 1) }))
  assert.equal(stepsOn(steps, at(9), 1, 20), at(20))
  assert.equal(stepsOn(steps, at(21), -1, 30), at(10))
})
