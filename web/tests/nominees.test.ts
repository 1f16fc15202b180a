import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Board, BoardGroup, RosterMember } from '../src/api/types.ts'
import { named, nomineesOf } from '../src/board/nominees.ts'
import { cardsOf } from '../src/board/order.ts'

const group = (id: string, grid: string, ...members: [string, 'lead' | 'deputy' | 'member'][]): BoardGroup => ({
  group: id,
  name: id,
  grid,
  members: members.map(([member, position]) => ({ member, name: member, position, mustered_at: null })),
  tasks: [],
})
const activation = { id: 'a1', playbook: 'p', started_at: '2025-03-01T08:00:00Z', groups: [group('medical', 'east', ['li', 'deputy'], ['wu', 'member']), group('supply', 'east', ['qian', 'lead']), group('supply', 'west', ['sun', 'lead'])] }
const board: Board = { community: '350102001001', mode: 'wartime', position: 9, at: '2025-03-01T12:00:00Z', activations: [activation] }
const roster = ['li', 'zhao', 'sun'].map((id) => ({ id, name: id, roles: [], seats: [] })) as unknown as RosterMember[]

const who = (position: 'lead' | 'deputy' | 'member'): string[] => nomineesOf(board, cardsOf(board)[0]!, position, roster, (id) => id).map((one) => one.member)

test('who is nearest comes first: the deputy, the group, the compound, the rest, then whoever has no post', () => {
  assert.deepEqual(who('lead'), ['li', 'wu', 'qian', 'sun', 'zhao'])
})

test('nobody is offered what they have, or less', () => {
  assert.deepEqual(who('deputy'), ['wu', 'qian', 'sun', 'zhao'])
  assert.deepEqual(who('member'), ['qian', 'sun', 'zhao'])
})

test('a part of a name is enough to find somebody', () => {
  const all = nomineesOf(board, cardsOf(board)[0]!, 'lead', roster, (id) => id)
  assert.deepEqual(named(all, ' zh ').map((one) => one.member), ['zhao'])
})
