import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { FormField } from '../src/api/types.ts'
import { saysNothing, tellingOf } from '../src/board/telling.ts'

const field = (id: string, type?: string): FormField => ({ id, name: { zh: id, en: id }, type }) as unknown as FormField
const incident = [field('kind', 'choice'), field('point', 'text'), field('harmed', 'integer'), field('note', 'note')]

test('where it is and what happened are asked for: the building or the first words, and the note', () => {
  assert.deepEqual(tellingOf(incident), ['point', 'note'])
  assert.deepEqual(tellingOf([field('household'), field('building', 'building'), field('note', 'note')]), ['building', 'note'])
  assert.deepEqual(tellingOf([field('kind', 'choice')]), [])
})

test('a kind or a number alone tells nobody where to run; words, or a building, do', () => {
  assert.deepEqual([undefined, { kind: 'fire', harmed: 1 }, { point: '' }].map((report) => saysNothing(incident, report)), [true, true, true])
  assert.deepEqual([{ point: '2号楼301' }, { note: '冒烟' }].map((report) => saysNothing(incident, report)), [false, false])
  assert.equal(saysNothing([field('building', 'building')], { building: 2 }), false)
  assert.equal(saysNothing([field('kind', 'choice')], undefined), false)
})
