import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { CommunityLine } from '../src/api/types.ts'
import { rowOf, rowsOf, usual, type View } from '../src/district/rows.ts'

const line = (code: string, said: Partial<CommunityLine> = {}): CommunityLine => ({ code, name: `社区${code.slice(-1)}`, mode: 'peacetime', street: '鼓东街道', county: '鼓楼区', city: '福州市', ...said })
const ROWS = [line('350102001001'), line('350102001002', { mode: 'wartime', overdue: 2, vacant: 1 }), line('350102001003', { mode: 'wartime', overdue: 5 }), line('350102002004', { street: '水部街道' })].map(rowOf)
const codes = (view: Partial<View>): string[] => rowsOf(ROWS, { ...usual(), ...view }).map((row) => row.key.slice(-1))

test('the gravest come first, of those the latest, and like ones by code', () => {
  assert.deepEqual(codes({}), ['3', '2', '1', '4'])
})

test('another order is turned round, and like ones stay by code', () => {
  assert.deepEqual(codes({ by: 'vacant' }), ['2', '1', '3', '4'])
  assert.deepEqual(codes({ by: 'vacant', down: true }), ['1', '3', '4', '2'])
})

test('every word has to fit, in a name or in the code', () => {
  assert.deepEqual(codes({ words: '水部' }), ['4'])
  assert.deepEqual(codes({ words: ' 鼓楼  社区2 ' }), ['2'])
  assert.deepEqual(codes({ words: '002004' }), ['4'])
  assert.deepEqual(codes({ words: '水部 社区2' }), [])
})

test('words and a mode narrow together', () => {
  assert.deepEqual(codes({ words: '鼓东', mode: 'peacetime' }), ['1'])
})
