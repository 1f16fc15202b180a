import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { ImportChange, Roster } from '../src/api/types.ts'
import { countsOf, losersOf, movedBy, movesByGrid } from '../src/roster/comings.ts'

const change = (kind: string, member: string, told: Partial<ImportChange> = {}) => ({ kind, member, name: `员${member}`, grid: '', role: '', group: '', position: '', field: '', before: '', after: '', ...told }) as ImportChange
const place = (grid: string) => ({ role: 'volunteer', grid })
const roster = {
  grids: [{ id: 'g1', name: '甲苑' }, { id: 'g2', name: '乙园' }],
  members: [{ id: 'm2', roles: [place('g1')], seats: [] }, { id: 'm3', roles: [place('g1'), place('g2')], seats: [] }, { id: 'm4', roles: [], seats: [] }],
} as unknown as Roster

const told = [
  change('grid_drawn', '', { grid: '丙里' }),
  change('member_enrolled', 'm1', { field: 'phone', after: '15400000001' }),
  change('role_granted', 'm1', { grid: '乙园', role: 'volunteer' }),
  change('member_left', 'm2'),
  change('contact_changed', 'm3', { field: 'phone', before: '1', after: '2' }),
  change('seat_assigned', 'm3', { grid: '乙园', group: 'supply', position: 'lead' }),
  change('contact_changed', 'm4', { field: 'unit', after: '卫生院' }),
]

test('everybody is counted once, and of whoever comes or goes nothing else is', () => {
  assert.deepEqual([...countsOf(movedBy(told))], [['come', 1], ['go', 1], ['phone', 1], ['group', 1], ['particulars', 1]])
})

test('who comes, goes and changes is told where they serve, or served', () => {
  const found = new Map(movesByGrid(told, roster).map((one) => [one.grid, one]))
  const said = (grid: string) => found.get(grid)?.people.map((one) => [one.member, ...one.turns])
  assert.deepEqual([found.get('丙里')?.drawn, said('丙里')], [true, []])
  assert.deepEqual(said('甲苑'), [['m2', 'go'], ['m3', 'phone']])
  assert.deepEqual(said('乙园'), [['m1', 'come'], ['m3', 'phone', 'group']])
  assert.deepEqual(said(''), [['m4', 'particulars']])
})

test('without a roster to hold it against, people stand where the table puts them', () => {
  assert.deepEqual(movesByGrid(told.slice(1, 3), null).map((one) => [one.grid, one.people.length]), [['乙园', 1]])
  assert.deepEqual(movesByGrid([], roster), [])
})

test('whoever stays and loses a role is named with it; of whoever goes it goes without saying', () => {
  const lost = [change('role_revoked', 'm1', { grid: '甲苑', role: 'medic' }), change('role_granted', 'm2', { grid: '甲苑', role: 'medic' }), change('member_left', 'm3'), change('role_revoked', 'm3', { grid: '甲苑', role: 'medic' })]
  assert.deepEqual(losersOf(movedBy(lost)).map(({ name, lost: own }) => [name, own.map((one) => one.role)]), [['员m1', ['medic']]])
})
