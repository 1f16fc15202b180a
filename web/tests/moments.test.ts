import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { HistoryEntry } from '../src/api/types.ts'
import { momentsOf } from '../src/composables/moments.ts'

const entry = (position: number, at: string, type: string, actor = 'token:a'): HistoryEntry => ({
  position,
  at,
  actor,
  type: `pingzhan.${type}.v1`,
  text: { zh: type, en: type },
})

test('what one save recorded is one moment, headed by what it was about', () => {
  const [click] = momentsOf([
    entry(1, '2025-03-01T08:00:00.000001Z', 'group_stood_up'),
    entry(2, '2025-03-01T08:00:00.000001Z', 'playbook_activated'),
    entry(3, '2025-03-01T08:00:00.000001Z', 'task_opened'),
  ])
  assert.equal(click?.head.position, 2)
  assert.deepEqual(click?.rest.map((one) => one.position), [1, 3])
  assert.equal(click?.position, 3)
})

test('the latest moment comes first, and two actors of one instant stay apart', () => {
  const at = '2025-03-01T08:00:00Z'
  const moments = momentsOf([entry(1, at, 'task_started'), entry(2, at, 'task_overdue', 'system'), entry(3, '2025-03-01T08:01:00Z', 'task_completed')])
  assert.deepEqual(
    moments.map((one) => one.head.position),
    [3, 2, 1],
  )
})

test('a hand-over is told by who handed over, and everything that moved follows', () => {
  const saved = { at: '2025-03-01T08:00:00Z', actor: 'token:s', occurred_at: '2025-03-01T08:00:00Z', drill: false, text: { zh: '', en: '' } }
  const assigned = { ...saved, position: 1, type: 'member_assigned.v1', data: { basis: 'hand_over' } }
  const released = { ...saved, position: 2, type: 'member_released.v1', data: { cause: 'hand_over' } }
  const [moment] = momentsOf([assigned, released])
  assert.equal(moment?.head.position, 2)
  assert.deepEqual(moment?.rest.map((one) => one.position), [1])
})
