import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { ImportIssue, Severity } from '../src/api/types.ts'
import type { Doubt, Handling } from '../src/roster/doubts.ts'
import { piecesOf } from '../src/roster/pieces.ts'

let n = 0
const doubt = (name: string, value = '', severity: Severity = 'error'): Doubt => ({ at: n++, issue: { severity, value, code: '', about: { name } } as unknown as ImportIssue })
const marked = (text: string, ...doubts: Doubt[]): string[] => {
  const pieces = piecesOf(text, doubts)
  assert.equal(pieces.map((piece) => piece.text).join(''), text)
  return pieces.filter((piece) => piece.looks).map((piece) => `${piece.looks}:${piece.text}`)
}

test('of seven people in a cell, only the one whose number is wrong is marked', () => {
  const text = '谢代仁1543504940\n卢示粟15442703729\n黄设枫15450358050'
  assert.deepEqual(marked(text, doubt('谢代仁', '1543504940')), ['error:谢代仁1543504940'])
  assert.deepEqual(marked('林测文\n高恭测\n宋无话', doubt('宋无话')), ['error:宋无话'])
  assert.deepEqual(marked('甲某、乙某 154-0000-0001；丙某', doubt('乙某', '15400000001')), ['error:乙某 154-0000-0001'])
})

test('a name is no part of a longer one, and of two with a number the one that is named', () => {
  assert.deepEqual(marked('王文拟15400000001\n王文', doubt('王文')), ['error:王文'])
  assert.deepEqual(marked('卓例葵15400900003\n程测蕙15400900003', doubt('程测蕙', '15400900003', 'warning')), ['warning:程测蕙15400900003'])
  assert.deepEqual(marked('组长：连拟楠\n副组长：池例荷', doubt('池例荷', '池例荷')), ['error:副组长：池例荷'])
})

test('each doubt marks its own, and all is marked where nobody can be told', () => {
  assert.deepEqual(marked('甲某154\n乙某155', doubt('甲某', '154'), doubt('乙某', '155', 'notice')), ['error:甲某154', 'notice:乙某155'])
  const several = '董演芷、邓测芸、曹样菱15400900041、15400900042'
  assert.deepEqual(marked(several, doubt('', several)), [`error:${several}`])
  assert.deepEqual(marked('王示例', doubt('')), ['error:王示例'])
  assert.deepEqual(marked('154000012', doubt('员2', '154000012')), ['error:154000012'])
  assert.deepEqual(marked('没有疑问\n的格子'), [])
})

test('what was mended looks so, beside what was not', () => {
  const [one, other] = [doubt('甲某', '154'), doubt('乙某', '155')]
  const handling: Handling = { mends: () => true, mended: (some) => (some === one ? { phone: '', step: '' } : undefined) }
  assert.deepEqual(piecesOf('甲某154\n乙某155', [one, other], handling).map((piece) => piece.looks), ['mended', undefined, 'error'])
})
