import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { RosterMember } from '../src/api/types.ts'
import { columnsOf, difference, edited, rowsOf, unmoved, valueOf, withoutGrid, type Column } from '../src/roster/sheet.ts'

const PLAN = 'eight_groups_epidemic'
const seat = (group: string, grid: string, position: 'lead' | 'member' = 'member') => ({ playbook: PLAN, group, position, grid })
const wang: RosterMember = {
  id: 'm1',
  name: '王拟一',
  phone: '15400000001',
  unit: '',
  building: '',
  note: '',
  roles: [{ role: 'volunteer', grid: 'g1' }, { role: 'grid_leader', grid: 'g2' }],
  seats: [seat('supply', 'g1', 'lead'), seat('medical', 'g1')],
}
const column = (kind: Column['kind'], role?: string): Column => ({ id: role ? `role:${role}` : kind, kind, role })
const rows = (member = wang) => rowsOf([member], PLAN)

test('a person has a line for each grid, and for each seat there', () => {
  assert.deepEqual(rows().map((row) => [row.grid, row.seat?.group ?? null, row.first, row.only]), [
    ['g1', 'supply', true, false],
    ['g1', 'medical', false, false],
    ['g2', null, false, false],
  ])
  const nowhere = { ...wang, roles: [], seats: [] }
  assert.deepEqual(rowsOf([nowhere], PLAN, { m1: 'g9' }).map((row) => [row.grid, row.only]), [['g9', true]])
})

test('the six roles come first, then others that somebody holds', () => {
  const ids = columnsOf([wang], ['volunteer', 'owners_committee', 'grid_leader', 'police_officer']).filter((one) => one.kind === 'role').map((one) => one.role)
  assert.deepEqual(ids, ['police_officer', 'volunteer', 'grid_leader'])
})

test('a role is ticked and unticked in its grid alone', () => {
  const [first, , second] = rows()
  assert.ok(first && second)
  assert.equal(valueOf(first, column('role', 'volunteer')), 'yes')
  assert.equal(valueOf(second, column('role', 'volunteer')), '')
  const without = edited(wang, first, column('role', 'volunteer'), '', PLAN)
  assert.deepEqual(without.roles, [{ role: 'grid_leader', grid: 'g2' }])
  const again = edited(without, first, column('role', 'volunteer'), 'yes', PLAN)
  assert.deepEqual(difference(wang, again), { roles: [{ role: 'grid_leader', grid: 'g2' }, { role: 'volunteer', grid: 'g1' }] })
})

test('a seat keeps its place, its position, and no double', () => {
  const [first, second, third] = rows()
  assert.ok(first && second && third)
  assert.deepEqual(edited(wang, first, column('group'), 'testing', PLAN).seats[0], seat('testing', 'g1', 'lead'))
  assert.deepEqual(edited(wang, first, column('group'), '', PLAN).seats, [seat('medical', 'g1')])
  assert.deepEqual(edited(wang, second, column('position'), 'lead', PLAN).seats[1], seat('medical', 'g1', 'lead'))
  assert.equal(edited(wang, third, column('position'), 'lead', PLAN), wang)
  assert.deepEqual(edited(wang, third, column('group'), 'supply', PLAN).seats.at(-1), seat('supply', 'g2'))
})

test('a line moved to another grid takes all that the person has there', () => {
  const [first] = rows()
  assert.ok(first)
  const moved = edited(wang, first, column('grid'), 'g2', PLAN)
  assert.deepEqual(moved.roles, [{ role: 'volunteer', grid: 'g2' }, { role: 'grid_leader', grid: 'g2' }])
  assert.deepEqual(moved.seats, [seat('supply', 'g2', 'lead'), seat('medical', 'g2')])
  assert.deepEqual(withoutGrid(wang, 'g1').seats, [])
})

test('only what others changed of the same is in the way', () => {
  const theirs = { ...wang, phone: '15400000002' }
  assert.equal(unmoved(wang, theirs, { name: '王拟' }), true)
  assert.equal(unmoved(wang, theirs, { phone: '' }), false)
  assert.deepEqual(difference(wang, { ...wang }), {})
})
