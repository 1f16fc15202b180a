import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { ImportIssue, ImportResult, Roster, Severity } from '../src/api/types.ts'
import { doubtsOf, gravest, mendingOf } from '../src/roster/doubts.ts'

const ALL = new Set<Severity>(['error', 'warning', 'notice'])
const words = { zh: '', en: '' }
const issue = (code: string, cell: string, severity: Severity = 'error', about: Partial<ImportIssue['about']> = {}): ImportIssue => ({
  severity, code, cell, sheet: '表', value: '', message: words, suggestion: null, suggested: null, about: { name: '', grid: '', role: '', group: '', ...about },
})
const columns = ['A', 'B', 'C', 'D'].map((column, n) => ({ column, header: ['小区', '姓名', '电话', '编组'][n] ?? '' }))
const row = (n: number, ...texts: string[]) => ({ row: n, cells: texts.flatMap((text, at) => (text ? [{ cell: `${'ABCD'[at]}${n}`, text, span: 1 }] : [])) })
const part = { sheet: '表', header_rows: [2, 3], columns, rows: [row(4, '甲苑', '员1', '1'), row(5, '甲苑', '员2', '15400000002'), row(9, '甲苑', '员9', '15400000009', '机动组'), row(10, '乙园', '员3')] }
const result = (...issues: ImportIssue[]) => ({ issues, excerpt: { parts: [part], rows_left_out: 0 } }) as unknown as ImportResult

test('every doubt stands in its cell, empty ones too, numbered as one reads', () => {
  const { rows, listed, loose } = doubtsOf(result(issue('group_unknown', 'D9'), issue('phone_invalid', 'C4'), issue('phone_missing', 'C10'), issue('name_missing', 'B77')), ALL)
  assert.deepEqual(listed.map((doubt) => [doubt.at, doubt.issue.cell]), [[0, 'C4'], [1, 'D9'], [2, 'C10']])
  assert.deepEqual(rows.map((one) => [one.row, one.gap, one.doubts.length]), [[4, 0, 1], [5, 0, 0], [9, 3, 1], [10, 0, 1]])
  const empty = rows[3]?.cells.find((cell) => cell.cell === 'C10')
  assert.deepEqual([empty?.text, empty?.header, empty?.doubts.length], ['', '电话', 1])
  assert.deepEqual(loose.map((one) => one.cell), ['B77'])
})

test('a phone is shown the rows in doubt alone, and only the doubts that are wanted count', () => {
  const told = result(issue('phone_invalid', 'C4'), issue('double_lead', 'D9', 'warning'))
  assert.deepEqual(doubtsOf(told, ALL, false).rows.map((one) => one.row), [4, 9])
  const warnings = doubtsOf(told, new Set<Severity>(['warning']), false)
  assert.deepEqual(warnings.rows.map((one) => [one.row, gravest(one.doubts)]), [[9, 'warning']])
})

test('what a merged cell reaches over is no cell of its own', () => {
  const title = { sheet: '表', header_rows: [], columns, rows: [{ row: 1, cells: [{ cell: 'A1', text: '汇总表', span: 4 }] }] }
  const { rows } = doubtsOf({ issues: [issue('role_vacant', 'A1', 'warning')], excerpt: { parts: [title], rows_left_out: 0 } } as unknown as ImportResult, ALL)
  assert.deepEqual(rows[0]?.cells.map((cell) => [cell.cell, cell.span]), [['A1', 4]])
})

test('a doubt leads to whom it is about: by name, and of namesakes the one of that row', () => {
  const person = (id: string, name: string, phone: string, grid: string, group = '') => ({ id, name, phone, roles: [{ role: 'volunteer', grid }], seats: group ? [{ playbook: 'p', group, position: 'member', grid }] : [] })
  const roster = { grids: [{ id: 'g1', name: '甲苑' }, { id: 'g2', name: '乙园' }], members: [person('m0', '员9', '', 'g2'), person('m9', '员9', '15400000009', 'g1'), person('m1', '员1', '', 'g1', 'supply')] } as unknown as Roster
  const { rows } = doubtsOf(result(issue('group_unknown', 'D9'), issue('phone_invalid', 'C4')), ALL)
  const at = (code: string, n: number, about = {}) => mendingOf(issue(code, 'A1', 'error', about), rows.find((one) => one.row === n), roster, 'p')
  const found = at('group_unknown', 9)
  assert.ok(found && 'member' in found)
  assert.deepEqual([found.member.id, found.grid, found.column], ['m9', 'g1', 'group'])
  const named = at('phone_invalid', 4, { name: '员 1' })
  assert.ok(named && 'member' in named)
  assert.deepEqual([named.member.id, named.column], ['m1', 'phone'])
  assert.deepEqual(at('role_vacant', 4, { grid: '乙园', role: 'police_officer' }), { add: { grid: 'g2', role: 'police_officer', group: '' }, playbook: 'p' })
  const led = at('group_without_lead', 4, { grid: '甲苑', group: 'supply' })
  assert.ok(led && 'member' in led && led.column === 'position')
  assert.deepEqual(at('name_missing', 5), { add: { grid: null, role: '', group: '', position: 'member', phone: '' }, playbook: 'p' })
  const nameless = (value: string) => mendingOf({ ...issue('name_missing', 'C4', 'error', { grid: '甲苑', role: 'volunteer' }), value }, undefined, roster, 'p')
  assert.deepEqual(nameless('15400000008'), { add: { grid: 'g1', role: 'volunteer', group: '', position: 'member', phone: '15400000008' }, playbook: 'p' })
  const owner = nameless('15400000009') // whose it is on the roster, though another stands in that row
  assert.ok(owner && 'member' in owner)
  assert.deepEqual([owner.member.id, owner.column], ['m9', 'role:volunteer'])
})
