import assert from 'node:assert/strict'
import { test } from 'vitest'
import { askingsOf } from '../src/board/askings.ts'
import type { Card } from '../src/board/order.ts'

const asking = (member: string, swap: string | null = null) => ({ member, colleague: 'zhao', swap, at: '2026-03-02T04:00:00Z' })
const card = (...tasks: object[]): Card => ({ key: 'k', group: { tasks } }) as unknown as Card

test('what nobody has answered stands by when it begins, each with the shift that is wanted for it', () => {
  const late = { id: 'late', starts_at: '2026-03-02T20:00:00Z', askings: [asking('li', 'day')] }
  const soon = { id: 'soon', starts_at: '2026-03-02T06:00:00Z', askings: [asking('wang')] }
  const found = askingsOf([card(late, { id: 'day', askings: [] }), card(soon, { id: 'whenever', due_at: null, askings: [asking('sun')] })])
  assert.deepEqual(found.map(({ task, one, swap }) => [task.id, one.member, swap?.id ?? null]), [
    ['soon', 'wang', null],
    ['late', 'li', 'day'],
    ['whenever', 'sun', null],
  ])
})
