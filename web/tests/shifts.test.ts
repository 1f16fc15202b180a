import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { BoardActivation, BoardGroup, BoardTask, Playbook, PlanTask } from '../src/api/types.ts'
import { effectOf } from '../src/board/levels.ts'
import { cardOf } from '../src/board/order.ts'
import { apartOf, coverOf, lackOf, strainsOf, uncovered, watchesOf } from '../src/board/slots.ts'

const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString()
const NOW = Date.parse(at(12))
const task = (more: Partial<BoardTask>): BoardTask => ({ id: 'x', title: 'x', state: 'open', overdue: false, assignees: [], key: 'gate', pre: [], ...more })
const slot = (from: number, more: Partial<BoardTask> = {}): BoardTask => task({ id: `gate${from}`, starts_at: at(from), due_at: at(from + 4), places: 2, ...more })
const group = (...tasks: BoardTask[]): BoardGroup => ({ group: 'g', name: 'g', grid: null, members: [], tasks })
const running = (level: string | null, ...groups: BoardGroup[]): BoardActivation => ({ id: 'a', playbook: 'p', started_at: at(0), level, groups })
const card = (...tasks: BoardTask[]) => cardOf(running(null), group(...tasks))

test('who is on now and who is next stand side by side, one line a post', () => {
  const [watch] = watchesOf([card(slot(4), slot(9), slot(16), slot(13), slot(20, { state: 'cancelled' }))], NOW)
  assert.deepEqual([watch?.now?.id, watch?.next?.id], ['gate9', 'gate13'])
})

test('a slot that began lacks whoever has not taken it up', () => {
  assert.equal(lackOf(slot(10, { assignees: ['a', 'b'] }), NOW), 2)
  assert.equal(lackOf(slot(10, { assignees: ['a', 'b'], taken: ['a'] }), NOW), 1)
  assert.equal(lackOf(slot(10, { taken: ['a', 'b', 'c'] }), NOW), 0)
  assert.equal(lackOf(slot(14, { assignees: ['a', 'b'] }), NOW), 0)
})

test('posts that lack somebody come first and are counted', () => {
  const watches = watchesOf([card(slot(10, { key: 'full', taken: ['a', 'b'] }), slot(10, { key: 'bare' }))], NOW)
  assert.deepEqual(watches.map((watch) => watch.now?.key), ['bare', 'full'])
  assert.equal(uncovered(watches, NOW), 1)
  assert.deepEqual(watchesOf([card(task({}))], NOW), [])
})

test('the shifts of a drill are told apart from the real ones, whichever lacks more', () => {
  const drilling = cardOf({ ...running(null), id: 'd', drill: true }, group(slot(10, { key: 'drilled' })))
  const both = apartOf(watchesOf([drilling, card(slot(10, { key: 'real', taken: ['a', 'b'] }))], NOW))
  assert.deepEqual([both.main.map((watch) => watch.now?.key), both.drill, both.drilled.map((watch) => watch.now?.key)], [['real'], false, ['drilled']])
  const alone = apartOf(watchesOf([drilling], NOW))
  assert.deepEqual([alone.main.map((watch) => watch.now?.key), alone.drill, alone.drilled], [['drilled'], true, []])
  assert.equal(apartOf([]).drill, false)
})

test('rostered is not present: before the first shift nothing is green', () => {
  const cover = (...slots: BoardTask[]) => coverOf(watchesOf([card(...slots)], NOW), NOW)
  const both = { assignees: ['a', 'b'] }
  assert.deepEqual(cover(slot(14, both)), { kind: 'first', at: Date.parse(at(14)), lack: 0 })
  assert.deepEqual(cover(slot(14, { assignees: ['a'] })), { kind: 'first', at: Date.parse(at(14)), lack: 1 })
  assert.deepEqual(cover(slot(10, both), slot(14, both)), { kind: 'bare', n: 1 })
  assert.deepEqual(cover(slot(10, { ...both, taken: ['a', 'b'] }), slot(14, both)), { kind: 'covered' })
  assert.deepEqual(cover(slot(10, { ...both, taken: ['a', 'b'] }), slot(14)), { kind: 'next', n: 2 })
})

test('one person at several places at the same hours, or in two shifts on end, is told', () => {
  const gate = (key: string, from: number, ...assignees: string[]) => slot(from, { id: `${key}${from}`, key, assignees })
  const strains = strainsOf([card(gate('n', 10, 'a', 'b'), gate('s', 12, 'a'), gate('n', 14, 'b', 'c'), gate('n', 19, 'c'), gate('e', 10, 'd'), { ...gate('w', 10, 'd'), state: 'completed' })])
  assert.deepEqual(Object.fromEntries(strains), {
    n10: [{ member: 'a', places: 2, through: false }],
    s12: [{ member: 'a', places: 2, through: false }],
    n14: [{ member: 'b', places: 1, through: true }],
  })
})

const line = (id: string, due: PlanTask['due']): PlanTask => ({ id, title: id, due })
const PLAN: Playbook = {
  id: 'p',
  revision: '1',
  title: 'p',
  mode: 'wartime',
  levels: ['IV', 'III', 'II'],
  roles: {},
  timezone: '',
  groups: [
    {
      id: 'g',
      name: 'g',
      mission: '',
      lead_role: null,
      deputy_role: null,
      per: 'grid',
      staffing: [],
      tasks: [line('low', { kind: 'level', level: 'IV' }), line('mid', { kind: 'level', level: 'III' }), line('high', { kind: 'level', level: 'II' }), line('patrol', { kind: 'interval', every: 'PT4H', per_level: { II: 'PT1H' } })],
    },
  ],
}

test('a higher level starts what lies between, and hastens what recurs', () => {
  const effect = effectOf(PLAN, running('IV'), 'II')
  assert.equal(effect.raised, true)
  assert.deepEqual(effect.opens.map((one) => one.id), ['mid', 'high'])
  assert.deepEqual(effect.paced, [{ line: PLAN.groups[0]?.tasks[3], every: 'PT1H' }])
  assert.deepEqual(effectOf(PLAN, running(null), 'IV').opens.map((one) => one.id), ['low'])
})

test('a lower level takes off what nobody works on yet', () => {
  const effect = effectOf(PLAN, running('II', group(task({ key: 'high' }), task({ key: 'high', state: 'started' }))), 'III')
  assert.equal(effect.raised, false)
  assert.deepEqual(effect.ends.map((one) => [one.line.id, one.idle]), [['high', 1]])
  assert.equal(effect.paced[0]?.every, 'PT4H')
})
