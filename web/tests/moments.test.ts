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
