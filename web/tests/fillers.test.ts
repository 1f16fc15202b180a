import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { BoardActivation, BoardGroup, BoardMember, BoardTask } from '../src/api/types.ts'
import { fillerOf, fillersOf } from '../src/board/fillers.ts'

const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString()
const slot = (id: string, from: number, assignees: string[], more: Partial<BoardTask> = {}): BoardTask => ({ id, title: id, state: 'open', overdue: false, key: 'gate', pre: [], starts_at: at(from), due_at: at(from + 4), places: 2, taken: [], assignees, ...more })
const member = (id: string, here = false): BoardMember => ({ member: id, name: id, position: 'member', mustered_at: here ? at(1) : null })

const short = slot('short', 8, ['on', 'turn'], { taken: ['on'] })
const gate: BoardGroup = {
  group: 'g',
  name: 'g',
  grid: null,
  members: [member('on'), member('away'), member('tired', true), member('rested', true), member('twice', true), member('turn')],
  tasks: [short, slot('next', 12, ['tired']), slot('far', 20, ['rested'])],
}
const other: BoardGroup = { ...gate, group: 'h', members: [], tasks: [slot('same', 9, ['twice', 'stranger']), slot('done', 8, ['away'], { state: 'completed' })] }
const activation: BoardActivation = { id: 'a', playbook: 'p', started_at: at(0), groups: [gate, other] }

test('whoever has the shift in turn comes first, then the rested, those who are there before those who are not', () => {
  assert.deepEqual(
    fillersOf(activation, gate, short, Date.parse(at(9))).map((one) => [one.member, one.strain]),
    [['turn', ''], ['rested', ''], ['away', ''], ['tired', 'through'], ['twice', 'doubled']],
  )
})

test('before a shift begins whoever has it in turn has a place on it already', () => {
  assert.deepEqual(
    fillersOf(activation, gate, short, Date.parse(at(7))).map((one) => one.member),
    ['rested', 'away', 'tired', 'twice'],
  )
})

test('a stranger to the group is told of with their other shifts', () => {
  assert.deepEqual(fillerOf(activation, short, 'stranger'), { member: 'stranger', asked: false, here: false, strain: 'doubled' })
})
