import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Board, BoardGroup, BoardTask } from '../src/api/types.ts'
import { aftermathOf, cardsOf, counted, folded, latestFirst, preconditionsOf, pressing, sift, tallyOf, totalsOf, withinOf, type Sieve } from '../src/board/order.ts'

const ALL: Sieve = { activation: '', grid: '', group: '', only: '' }

const task = (id: string, told: Partial<BoardTask> = {}): BoardTask => ({
  id,
  title: id,
  state: 'open',
  due_at: '2025-03-01T10:00:00Z',
  overdue: false,
  assignees: [],
  key: id,
  pre: [],
  ...told,
})

const group = (id: string, grid: string, told: Partial<BoardGroup> = {}): BoardGroup => ({
  group: id,
  name: id,
  grid,
  members: [{ member: `${id}-lead`, name: null, position: 'lead', mustered_at: null }],
  tasks: [],
  ...told,
})

const boardOf = (...groups: BoardGroup[]): Board => ({
  community: '350102001001',
  mode: 'wartime',
  position: 9,
  at: '2025-03-01T12:00:00Z',
  activations: [{ id: 'a1', playbook: 'eight_groups_epidemic', started_at: '2025-03-01T08:00:00Z', groups }],
})

const order = (board: Board, sieve: Partial<Sieve> = {}): string[] =>
  sift(cardsOf(board), { ...ALL, ...sieve }).map((card) => card.group.group)

test('a group without a lead comes first, then the overdue, then the order of the playbook', () => {
  const late = group('medical', 'g1', { tasks: [task('t', { overdue: true })] })
  const red = group('logistics', 'g1', { members: [] })
  assert.deepEqual(order(boardOf(group('coordination', 'g1'), late, group('supply', 'g1'), red)), [
    'logistics',
    'medical',
    'coordination',
    'supply',
  ])
})

test('a closed task is no longer overdue', () => {
  const board = boardOf(group('medical', 'g1', { tasks: [task('t', { overdue: true, state: 'completed' })] }))
  assert.equal(totalsOf(cardsOf(board)).overdue, 0)
})

test('the sieve lets through one compound, one group, or what is absent', () => {
  const here = { member: 'm', name: null, position: 'lead', mustered_at: '2025-03-01T12:00:00Z' } as const
  const board = boardOf(group('medical', 'g1'), group('medical', 'g2', { members: [here] }), group('supply', 'g2'))
  assert.deepEqual(order(board, { grid: 'g2' }), ['medical', 'supply'])
  assert.deepEqual(order(board, { group: 'supply' }), ['supply'])
  assert.deepEqual(order(board, { grid: 'g2', only: 'absent' }), ['supply'])
})

test('a person with several posts counts once, and is on post when any post says so', () => {
  const at = '2025-03-01T12:00:00Z'
  const officer = (mustered_at: string | null) => ({ member: 'officer', name: null, position: 'lead', mustered_at }) as const
  const board = boardOf(group('security', 'g1', { members: [officer(null)] }), group('security', 'g2', { members: [officer(at)] }))
  const totals = totalsOf(cardsOf(board))
  assert.equal(totals.people, 1)
  assert.equal(totals.mustered, 1)
})

test('a drill beside the real thing is counted apart, and alone it is marked', () => {
  const real = boardOf(group('medical', 'g1'), group('supply', 'g1', { members: [] }))
  const practised = { ...boardOf(group('medical', 'g2', { members: [] })).activations[0]!, id: 'd1', drill: true }
  const both = cardsOf({ ...real, activations: [...real.activations, practised] })
  const { totals, drill, apart } = tallyOf(both)
  assert.deepEqual([totals.people, totals.vacant, drill, apart?.people, apart?.vacant], [1, 1, false, 0, 1])
  assert.deepEqual(sift(counted(both), { ...ALL, only: 'red' }).map((card) => card.group.group), ['supply'])
  const alone = tallyOf(cardsOf({ ...real, activations: [practised] }))
  assert.deepEqual([alone.totals.vacant, alone.drill, alone.apart], [1, true, null])
})

test('what the board is narrowed to is told by name', () => {
  const cards = cardsOf(boardOf(group('medical', 'g1', { grid_name: '苕溪苑', name: '医疗组' }), group('supply', 'g1', { grid_name: '苕溪苑' })))
  assert.equal(withinOf(cards, ALL), '')
  assert.equal(withinOf(cards, { ...ALL, grid: 'g1' }), '苕溪苑')
  assert.equal(withinOf(cards, { ...ALL, grid: 'g1', group: 'medical' }), '苕溪苑 医疗组')
})

test('what was started last stands first, a drill last, and before both what was started just here', () => {
  const ran = (id: string, at: string, drill = false) => ({ id, playbook: 'p', started_at: `2025-03-01T${at}:00Z`, drill, groups: [] })
  const all = [ran('early', '08:00'), ran('late', '09:00'), ran('practice', '10:00', true)]
  assert.deepEqual(latestFirst(all, undefined).map((one) => one.id), ['late', 'early', 'practice'])
  assert.deepEqual(latestFirst(all, 'practice').map((one) => one.id), ['practice', 'late', 'early'])
})

test('overdue tasks press most, locked and waiting ones least, the rest by deadline', () => {
  const tasks = [
    task('waiting', { state: 'waiting', due_at: null }),
    task('later', { due_at: '2025-03-01T11:00:00Z' }),
    task('locked', { state: 'locked', due_at: '2025-03-01T08:00:00Z' }),
    task('sooner'),
    task('late', { overdue: true, due_at: '2025-03-01T11:30:00Z' }),
    task('done', { state: 'completed' }),
  ]
  assert.deepEqual(
    pressing(tasks).map((one) => one.id),
    ['late', 'sooner', 'later', 'locked', 'waiting'],
  )
})

test('what the plan has first is told for the same compound, until it is done', () => {
  const first = (state: BoardTask['state']) => task('coo.01', { state })
  const board = (state: BoardTask['state']) =>
    boardOf(
      group('coordination', 'g1', { tasks: [first(state)] }),
      group('coordination', 'g2', { tasks: [first('open')] }),
      group('medical', 'g1', { tasks: [task('med.01', { pre: ['coo.01'] })] }),
    )
  const waitsFor = (state: BoardTask['state']): number => {
    const card = cardsOf(board(state)).find((one) => one.group.group === 'medical')
    const [mine] = card?.group.tasks ?? []
    return card && mine ? preconditionsOf(card, mine).length : -1
  }
  assert.equal(waitsFor('open'), 1)
  assert.equal(waitsFor('completed'), 0)
})

test('the same thing due again and again is one line that counts the rest', () => {
  const patrol = (id: string, told: Partial<BoardTask> = {}): BoardTask => task(id, { key: 'patrol', ...told })
  const lines = folded([patrol('a'), task('x'), patrol('b'), patrol('c', { occurrence: { id: 'o', name: null, number: 1, about: null, building: null, grid: null } }), patrol('d')])
  assert.deepEqual(lines.map(({ task: one, more }) => [one.id, more]), [['a', 2], ['x', 0], ['c', 0]])
})

test('what comes after the end stands by group of its activation, with those who have it', () => {
  const left = (id: string, group_: string, grid: string | null): BoardTask & { group: string; group_name: string; grid: string | null; grid_name: string | null } => ({
    ...task(id, { assignees: ['m'] }),
    group: group_,
    group_name: group_,
    grid,
    grid_name: grid,
  })
  const ended = { playbook: 'p', title: 'P', drill: false, ended_at: '2025-03-09T08:00:00Z' }
  const board: Board = {
    ...boardOf(),
    names: { m: '员1' },
    aftermath: [
      { ...ended, activation: 'a1', tasks: [left('t1', 'coordination', 'g1'), left('t2', 'coordination', 'g1'), left('t3', 'coordination', 'g2')] },
      { ...ended, activation: 'a2', tasks: [left('t4', 'coordination', null)] },
    ],
  }
  const cards = aftermathOf(board)
  assert.deepEqual(cards.map((card) => [card.activation.id, card.group.grid, card.group.tasks.map((one) => one.id)]), [
    ['a1', 'g1', ['t1', 't2']],
    ['a1', 'g2', ['t3']],
    ['a2', null, ['t4']],
  ])
  assert.equal(new Set(cards.map((card) => card.key)).size, 3)
  assert.deepEqual(cards[0]?.group.members.map((one) => [one.member, one.name]), [['m', '员1']])
  assert.deepEqual(aftermathOf(boardOf()), [])
})

test('a place that somebody gave up is counted until it is filled, and has a sieve of its own', () => {
  const board = boardOf(group('medical', 'g1', { short: 1, declined: { m: 'member' } }), group('supply', 'g1'))
  assert.equal(totalsOf(cardsOf(board)).short, 1)
  assert.deepEqual(order(board, { only: 'short' }), ['medical'])
})
