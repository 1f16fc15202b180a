import assert from 'node:assert/strict'
import { test } from 'vitest'
import { pasted } from '../src/roster/pasting.ts'
import type { Column } from '../src/roster/sheet.ts'

const column = (kind: Column['kind']): Column => ({ id: kind, kind })
const words = { yes: ['是', 'yes'], no: ['否', 'no'] }
const grids = [{ id: 'g1', name: '鹭溪花园' }, { id: 'g2', name: '望江新村' }]
const into = (kind: Column['kind'], text: string) => pasted(text, column(kind), kind === 'grid' ? grids : null, '志愿者', words)

test('a cell of a spreadsheet comes with a line end, and means its text', () => {
  assert.deepEqual(into('phone', '154 0000 1234\r\n'), { value: '154 0000 1234', refused: null })
  assert.deepEqual(into('unit', ''), { value: '', refused: null })
})

test('of several cells the first is used, and that is said', () => {
  assert.deepEqual(into('phone', '15400001234\t15400005678'), { value: '15400001234', refused: 'several' })
  assert.deepEqual(into('building', '1号楼\n2号楼\n'), { value: '1号楼', refused: 'several' })
})

test('a choice is meant by its name, whole or begun, and nothing else is', () => {
  assert.equal(into('grid', '望江新村').value, 'g2')
  assert.equal(into('grid', '鹭 溪').value, 'g1')
  assert.deepEqual(into('grid', '别处'), { value: null, refused: 'unknown' })
})

test('a tick is meant by a yes, a sign or the role itself, and nobody loses the name', () => {
  for (const yes of ['是', '√', 'YES', '志愿者', '1']) assert.equal(into('role', yes).value, 'yes', yes)
  for (const no of ['否', '', 'No', '/']) assert.equal(into('role', no).value, '', no)
  assert.deepEqual(into('role', '也许'), { value: null, refused: 'unknown' })
  assert.deepEqual(into('name', ''), { value: null, refused: 'unknown' })
})
