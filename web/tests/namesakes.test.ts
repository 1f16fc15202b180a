import { expect, test } from 'vitest'
import { joined, namesakesOf, tailOf } from '../src/roster/namesakes.ts'
import { NOBODY } from '../src/roster/sheet.ts'

const lead = { playbook: 'p', group: 'logistics', position: 'lead' as const, grid: 'g1' }
const wang = { ...NOBODY, id: 'm1', name: '王样橙', phone: '15400000001', roles: [{ role: 'volunteer', grid: 'g1' }], seats: [{ ...lead, position: 'member' as const }] }
const gone = { ...NOBODY, id: 'm2', name: null as unknown as string }

test('a name is known however it is spaced and wide, and no name is nobody', () => {
  const said = (name: string) => namesakesOf(name, [wang, gone]).map((one) => one.id)
  expect(said(' 王 样橙')).toEqual(['m1'])
  expect(said('王样')).toEqual([])
  expect(said('  ')).toEqual([])
  expect(namesakesOf('ＡＮＮ lee', [{ ...wang, name: 'Ann  Lee' }])).toHaveLength(1)
})

test('whoever is used keeps their phone and places, and leads in place of being a member', () => {
  const used = joined(wang, { ...NOBODY, name: '王样橙', phone: '15400000009', roles: [{ grid: 'g1', role: 'volunteer' }], seats: [lead] })
  expect(used).toEqual({ ...wang, seats: [lead] })
  expect(joined({ ...wang, phone: '' }, { ...NOBODY, phone: '15400000009' }).phone).toBe('15400000009')
})

test('whoever leads a group is not made its deputy, yet keeps seats elsewhere beside it', () => {
  const leads = { ...wang, seats: [lead] }
  const said = (seat: object) => joined(leads, { ...NOBODY, seats: [{ ...lead, ...seat }] }).seats
  expect(said({ position: 'deputy' })).toEqual([lead])
  expect(said({ position: 'deputy', grid: 'g2' })).toEqual([lead, { ...lead, position: 'deputy', grid: 'g2' }])
})

test('the last digits are told only of a phone that is shown whole', () => {
  expect(tailOf(wang)).toBe('0001')
  expect(tailOf({ ...wang, phone: '154****0001' })).toBe('')
})
