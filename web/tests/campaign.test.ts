import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { CommunityLine } from '../src/api/types.ts'
import { areasOf } from '../src/campaign/areas.ts'
import { nothing, withMore } from '../src/campaign/foreseeing.ts'

const line = (code: string): CommunityLine => ({ code, city: '福州市', county: `区${code.slice(4, 6)}`, street: `街${code.slice(6, 9)}` }) as unknown as CommunityLine

test('areas are those below the place, by tier, with how many communities lie in each', () => {
  const lines = ['350102001001', '350102001002', '350103002001'].map(line)
  assert.deepEqual(areasOf(lines, '350102').map((one) => one.tier), ['street'])
  assert.deepEqual(areasOf(lines, '35').map((one) => one.tier), ['city', 'county', 'street'])
  assert.deepEqual(areasOf(lines, '3501')[0]?.areas, [{ code: '350102', name: '区02', communities: 2 }, { code: '350103', name: '区03', communities: 1 }])
})

test('what a campaign would do adds up over pages, and says why some would not start', () => {
  const summary = { groups: 8, members: 16, tasks: 40, vacant: 0 }
  const one = { community: '1', name: '甲', summary, already: false, refused: null, message: null }
  const first = withMore(nothing(), [one, { ...one, name: '乙', summary: { ...summary, vacant: 2 } }], (words) => words.zh)
  const whole = withMore(first, [{ ...one, name: '丙', already: true }, { ...one, name: '丁', summary: null, refused: 'community_without_compounds', message: { zh: '没有小区', en: 'none' } }], (words) => words.zh)
  assert.deepEqual([whole.looked, whole.starting, whole.already, whole.people, whole.tasks], [4, 2, 1, 32, 80])
  assert.deepEqual(whole.vacant, [{ name: '乙', groups: 2 }])
  assert.deepEqual([...whole.refused.values()].map((why) => why.names), [['丁']])
  assert.equal(first.looked, 2)
})
