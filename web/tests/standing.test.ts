import assert from 'node:assert/strict'
import { test } from 'vitest'
import { STALE, standing } from '../src/board/standing.ts'

test('a board that is late says so while the line is up, and a lost line goes before', () => {
  assert.equal(standing('live'), 'live')
  assert.equal(standing('live', STALE), 'live')
  assert.equal(standing('live', STALE + 0.1), 'behind')
  assert.equal(standing('lost', STALE + 60), 'lost')
})
