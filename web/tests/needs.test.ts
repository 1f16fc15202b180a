import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Board } from '../src/api/types.ts'
import { confirmAt, waitingFor } from '../src/board/confirming.ts'
import { needsOf } from '../src/readiness/needs.ts'

const person = (member: string, told: object = {}) => ({ member, name: member, position: 'lead', mustered_at: null, ...told })
const task = (told: object) => ({ id: 't', key: 't', title: 't', state: 'open', overdue: false, assignees: [], pre: [], escalations: [], ...told })
const board = (drill: boolean) =>
  ({
    activations: [
      {
        id: 'a1',
        drill,
        groups: [
          { group: 'g1', grid: 'e', vacant: false, members: [person('m1', { unreached: true, told: 'unreached' }), person('m2', { position: 'member', mustered_at: '2025-03-01T08:00:00Z', told: 'aware' }), person('m3', { position: 'member', told: 'unconfirmed' })], tasks: [task({ overdue: true, escalations: [{ to: [] }], askings: [{ member: 'm1', colleague: 'm2', swap: null, at: '2025-03-01T08:00:00Z' }] }), task({ state: 'completed', report_owed: true })] },
          { group: 'g2', grid: 'e', vacant: true, short: 2, declined: { m9: 'member' }, members: [], tasks: [task({ state: 'completed', overdue: true, escalations: [{ to: [] }] })] },
        ],
      },
    ],
  }) as unknown as Board

test('what waits is told with how many and where, the gravest first', () => {
  const pending = [{ act: 'level' as const, activation: 'a1', asked_by: 'token:other', asked_at: '2025-03-01T08:00:00Z' }]
  assert.deepEqual(needsOf(board(false), pending, 0).map((need) => [need.kind, need.n]), [
    ['pending', 1],
    ['red', 1],
    ['overdue', 1],
    ['nobody', 1],
    ['short', 2],
    ['absent', 2],
    ['unreached', 1],
    ['unconfirmed', 1],
    ['asked', 1],
    ['owed', 1],
  ])
})

test('what nobody has confirmed leads to the notices of the activation', () => {
  const need = needsOf(board(false), [], 0).find((one) => one.kind === 'unconfirmed')
  assert.equal(need?.activation, 'a1')
  assert.deepEqual(need?.query, { tab: 'delivery', only: 'unconfirmed' })
})

test('a drill waits for nobody, and in peace nothing does', () => {
  assert.deepEqual(needsOf(board(true), [], 0), [])
  assert.deepEqual(needsOf(null, [], 0), [])
})

test('what somebody asked for waits for another, and leads there', () => {
  const asked = (act: string, asked_by: string) => ({ act, activation: 'a1', asked_by, asked_at: '2025-03-01T08:00:00Z' })
  const [mine, theirs, click] = [asked('level', 'account:1'), asked('stand_down', 'account:2'), asked('activate', 'account:2')]
  assert.deepEqual(waitingFor('account:1', [mine, theirs, click]), [theirs, click])
  assert.deepEqual(confirmAt(theirs, '350102001001'), { name: 'board', params: { code: '350102001001' }, query: { act: 'stand_down', on: 'a1' } })
  assert.deepEqual(confirmAt(click, '350102001001'), { name: 'activate', params: { code: '350102001001' } })
})
