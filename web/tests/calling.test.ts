import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { CallSheet } from '../src/api/types.ts'
import { byGroup } from '../src/notices/calling.ts'
import { copiedOf } from '../src/notices/copied.ts'
import { forgetDevice } from '../src/me/device.ts'

const one = (member: string, position: string) => ({ member, position })
const group = (name: string, ...members: object[]) => ({ group: name, grid: 'g1', members })
const sheet = (ended: string | null = null) => ({ ended, groups: [group('coordination', one('m2', 'member'), one('m1', 'lead')), group('supply', one('m3', 'deputy'))] }) as unknown as CallSheet

test('people are called group by group, whoever leads first, and whoever has no post any more last', () => {
  const lines = [null, 'm9', 'm3', 'm2', 'm1'].map((member) => ({ line: { member } }))
  assert.deepEqual(byGroup(lines, sheet()).map((each) => each.line.member), [null, 'm1', 'm2', 'm3', 'm9'])
})

test('what was copied here is known when the page is opened again, for the start and the end apart', () => {
  const [start, end] = [sheet(), sheet('stood_down')]
  const first = start.groups[0]!
  const opened = copiedOf('a1')
  opened.copied(start, first, '2026-01-22T18:00:00Z')
  assert.equal(opened.count(start), 1)
  const again = copiedOf('a1')
  assert.equal(again.copiedAt(start, first), '2026-01-22T18:00:00Z')
  assert.deepEqual([again.count(start), again.count(end), copiedOf('a2').count(start)], [1, 0, 0])
  again.copied(end, end.groups[1]!, '2026-01-23T08:00:00Z')
  opened.copied(start, start.groups[1]!, '2026-01-22T18:01:00Z')
  assert.deepEqual([copiedOf('a1').count(start), copiedOf('a1').count(end)], [2, 1])
  forgetDevice()
  assert.equal(copiedOf('a1').count(start), 0)
})
