import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Card } from '../src/board/order.ts'
import { changesBetween, rowsOfCards, type Row } from '../src/wall/rows.ts'

const row = (key: string, told: Partial<Row> = {}): Row => ({ key, name: key, asked: 4, mustered: 1, vacant: 0, overdue: 0, ...told })
const told = (before: Row[], now: Row[]) => changesBetween(before, now).map((one) => [one.row.key, one.kind, one.n])

test('a room hears of what became worse, of a lead found, and when everybody is there', () => {
  assert.deepEqual(told([row('a'), row('b', { vacant: 2 })], [row('a', { overdue: 3, vacant: 1 }), row('b')]), [
    ['a', 'overdue', 3],
    ['a', 'vacant', 1],
    ['b', 'filled', 0],
  ])
  assert.deepEqual(told([row('a', { mode: 'peacetime', mustered: 3 })], [row('a', { mode: 'wartime', mustered: 4 })]), [
    ['a', 'mode', 0],
    ['a', 'here', 0],
  ])
})

test('what stays, gets better or is new says nothing', () => {
  const late = row('a', { overdue: 2, mustered: 4 })
  assert.deepEqual(told([late], [late]), [])
  assert.deepEqual(told([late], [row('a', { overdue: 1, mustered: 4 })]), [])
  assert.deepEqual(told([], [late]), [])
})

test('the groups of all compounds are one row, the worst first', () => {
  const card = (group: string, told: object) => ({ activation: { playbook: 'p' }, group: { group, name: group, members: [{}, {}] }, vacant: false, overdue: 0, mustered: 1, ...told }) as unknown as Card
  const rows = rowsOfCards([card('calm', {}), card('late', { overdue: 2 }), card('bare', { vacant: true }), card('late', {})])
  assert.deepEqual(rows.map((one) => [one.name, one.asked, one.mustered, one.overdue, one.vacant]), [
    ['bare', 2, 1, 0, 1],
    ['late', 4, 2, 2, 0],
    ['calm', 2, 1, 0, 0],
  ])
})

test('of drills a room hears where they begin and end, and what happens in them as of a drill', () => {
  const drill = (mustered: number, overdue = 0) => row('a', { drills: 1, drilled: { asked: 4, mustered, vacant: 1, overdue } })
  assert.deepEqual(told([row('a')], [drill(0)]), [['a', 'drill', 1]])
  assert.deepEqual(told([drill(4)], [row('a')]), [['a', 'drillOver', 1]])
  const heard = changesBetween([drill(1)], [drill(4, 2)])
  assert.deepEqual(heard.map((one) => [one.kind, one.n, one.drill]), [
    ['overdue', 2, true],
    ['here', 0, true],
  ])
})
