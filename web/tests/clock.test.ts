import assert from 'node:assert/strict'
import { test } from 'vitest'
import { serverNow, setClock } from '../src/composables/useClock.ts'

const HERE = Date.parse('2026-01-01T00:00:00Z')
const told = (ms: number): { now: string; at: string } => ({ now: new Date(ms).toISOString(), at: new Date(ms).toISOString() })

test('the clock goes by the server’s, and as fast as it does', () => {
  setClock(told(HERE + 60_000), HERE)
  assert.equal(serverNow(HERE + 5000), HERE + 65_000)
  setClock(told(HERE + 70_100), HERE + 10_000) // an answer that took a moment longer
  assert.equal(serverNow(HERE + 11_000), HERE + 71_100)
  setClock(told(HERE + 370_100), HERE + 15_000) // now 60 times as fast
  assert.equal(serverNow(HERE + 16_000), HERE + 430_100)
  setClock(told(HERE + 372_100), HERE + 17_500) // as ours again
  assert.equal(serverNow(HERE + 18_500), HERE + 373_100)
})
