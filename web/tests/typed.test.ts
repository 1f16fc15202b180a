// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { FormPaper, OwnTask } from '../src/api/types.ts'
import { asText, takersOf, typedOf } from '../src/me/typed.ts'

const words = (zh: string) => ({ zh, en: zh })
const PAPER = {
  id: 'f_delivery',
  name: words('送货单'),
  fields: [
    { id: 'households', name: words('户数'), type: 'integer', unit: words('户') },
    { id: 'by', name: words('经手'), type: 'member' },
    { id: 'done', name: words('送完'), type: 'boolean' },
    { id: 'kinds', name: words('种类'), type: 'choices', choices: [['veg', words('菜')], ['water', words('水')]] },
    { id: 'rows', name: words('未送'), type: 'rows', fields: [{ id: 'flat', name: words('门牌') }, { id: 'why', name: words('原因') }] },
    { id: 'note', name: words('说明'), type: 'note' },
  ],
} as unknown as FormPaper
const PLACES = { members: [{ id: 'li', name: '李' }], groups: [], grids: [] }

test('what was typed is read as people wrote it, without what was left empty', () => {
  const report = { households: 12, by: 'li', done: false, kinds: ['veg', 'water'], rows: [{ flat: '301', why: '没人' }, { flat: '502' }] }
  const typed = typedOf(report, PAPER, PLACES)
  assert.deepEqual(typed.map((one) => [one.label, one.text]), [['户数', '12户'], ['经手', '李'], ['送完', '否'], ['种类', '菜、水'], ['未送', '301、没人\n502']])
  assert.equal(asText('完成：送菜', typed).split('\n')[1], '户数：12户')
  assert.deepEqual(typedOf({ note: '好' }, null, PLACES).map((one) => one.text), ['好'])
})

const task = (id: string, more: Partial<OwnTask> = {}): OwnTask => ({ id, mine: true, state: 'started', report_owed: false, form: PAPER, ...more }) as OwnTask

test('a report goes to its own task while that is there, else to others on the same form, and to nobody else’s', () => {
  const ids = (...tasks: OwnTask[]) => takersOf('t1', 'f_delivery', tasks).map((one) => one.id)
  assert.deepEqual(ids(task('t2'), task('t1')), ['t1'])
  assert.deepEqual(ids(task('t2'), task('t3', { mine: false }), task('t4', { form: null }), task('t5', { state: 'locked' })), ['t2'])
  assert.deepEqual(ids(task('t1', { mine: false }), task('t2', { state: 'completed' })), [])
  assert.deepEqual(ids(task('t2', { state: 'completed', report_owed: true })), ['t2'])
  assert.deepEqual(takersOf('t1', '', [task('t2', { form: null })]), [])
})
