import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { ImportIssue, Roster, RosterMember } from '../src/api/types.ts'
import type { Mending } from '../src/roster/doubts.ts'
import { mendedBy, stepOf } from '../src/roster/mended.ts'
import type { Step } from '../src/roster/steps.ts'

const P = 'p'
const words = { zh: '', en: '' }
const issue = (code: string, about: Partial<ImportIssue['about']> = {}, value = '') =>
  ({ severity: 'error', code, cell: 'A1', sheet: '表', value, message: words, suggestion: null, suggested: null, about: { name: '', grid: '', role: '', group: '', ...about } }) as ImportIssue
const seat = (group: string, position = 'lead', grid = 'g1') => ({ playbook: P, group, position, grid })
const person = (id: string, told: object = {}) => ({ id, name: `员${id}`, phone: '', unit: '', building: '', note: '', roles: [], seats: [], ...told }) as RosterMember
const roster = (...members: RosterMember[]) => ({ code: '', position: 1, grids: [{ id: 'g1', name: '甲苑' }], members }) as unknown as Roster
const at = (member: RosterMember, column: string): Mending => ({ member, grid: 'g1', column })

test('a phone that was filled in mends the doubt, and its emptying brings the doubt back', () => {
  const before = roster(person('1'))
  const doubt = issue('phone_missing', { name: '员1' })
  const mended = (told: object) => mendedBy(doubt, at(person('1'), 'phone'), before, roster(person('1', told)), P)
  assert.equal(mended({ phone: '15400000001' })?.phone, '15400000001')
  assert.equal(mended({}), null)
  assert.equal(mended({ unit: '卫生院' }), null)
})

test('a number that was kept is no mending, another one is', () => {
  const kept = person('1', { phone: '15400000001' })
  const doubt = issue('phone_invalid', { name: '员1' }, '154')
  assert.equal(mendedBy(doubt, at(kept, 'phone'), roster(kept), roster(kept), P), null)
  assert.ok(mendedBy(doubt, at(kept, 'phone'), roster(kept), roster({ ...kept, phone: '15400000002' }), P))
})

test('a role is filled and a group is led by whoever it is, and two leads are one', () => {
  const vacant = issue('role_vacant', { grid: '甲苑', role: 'police_officer' })
  const add = { add: { grid: 'g1', role: 'police_officer', group: '' } }
  const officer = person('9', { roles: [{ role: 'police_officer', grid: 'g1' }] as RosterMember['roles'] })
  assert.deepEqual(mendedBy(vacant, add, roster(), roster(officer), P)?.who, new Set(['9']))
  const leaderless = issue('group_without_lead', { grid: '甲苑', group: 'supply' })
  const [member, lead] = [person('1', { seats: [seat('supply', 'member')] }), person('1', { seats: [seat('supply')] })]
  assert.ok(mendedBy(leaderless, at(member, 'position'), roster(member), roster(lead), P))
  assert.equal(mendedBy(leaderless, at(member, 'position'), roster(lead), roster(lead), P), null)
  const two = issue('double_lead', { grid: '甲苑', group: 'supply' })
  const other = person('2', { seats: [seat('supply')] })
  assert.equal(mendedBy(two, at(lead, 'position'), roster(lead, other), roster(lead, other), P), null)
  assert.ok(mendedBy(two, at(lead, 'position'), roster(lead, other), roster(member, other), P))
  const torn = person('3', { seats: [seat('supply'), seat('security')] })
  assert.ok(mendedBy(issue('double_lead', { grid: '甲苑', name: '员3' }), at(torn, 'position'), roster(torn), roster({ ...torn, seats: [seat('supply')] as RosterMember['seats'] }), P))
})

test('a shared phone is settled by either, namesakes by the other one, and whoever was taken off is in no doubt', () => {
  const [one, two] = [person('1', { phone: '15400000001' }), person('2', { phone: '15400000001' })]
  const shared = issue('phone_shared', {}, '15400000001')
  assert.ok(mendedBy(shared, at(two, 'phone'), roster(one, two), roster({ ...one, phone: '15400000003' }, two), P))
  const [same, alike] = [person('1', { name: '王五' }), person('2', { name: '王 五' })]
  assert.ok(mendedBy(issue('possible_duplicate'), at(alike, 'name'), roster(same, alike), roster(alike), P))
  assert.ok(mendedBy(issue('phone_missing'), at(one, 'phone'), roster(one), roster(), P))
})

test('a phone without a name is settled once somebody has it, and what its cell gives', () => {
  const nameless = issue('name_missing', { grid: '甲苑', role: 'volunteer' }, '15400000001')
  const owner = person('1', { phone: '15400000001' })
  const serves = { ...owner, roles: [{ role: 'volunteer', grid: 'g1' }] as RosterMember['roles'] }
  assert.ok(mendedBy(nameless, at(owner, 'role:volunteer'), roster(owner), roster(serves), P))
  assert.equal(mendedBy(nameless, at(owner, 'role:volunteer'), roster(owner), roster({ ...owner, unit: '卫生院' }), P), null)
  const add = { add: { grid: 'g1', role: 'volunteer', group: '' } }
  assert.deepEqual(mendedBy(nameless, add, roster(), roster(serves), P)?.who, new Set(['1']))
})

test('the step that settled a doubt is the last one about that of them', () => {
  const step = (member: string, said: object): Step => ({ kind: 'changed', name: '', member, said, left: person(member) })
  const steps = [step('1', { phone: '' }), step('1', { unit: '' }), step('2', { phone: '' })]
  assert.equal(stepOf({ who: new Set(['1']), fields: ['phone'], phone: '' }, steps), steps[0])
  assert.equal(stepOf({ who: new Set(['3']), fields: ['phone'], phone: '' }, steps), undefined)
})
