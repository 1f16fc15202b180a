import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { FormField, FormPaper } from '../src/api/types.ts'
import { cleaned, fieldsOf, lacking, parted } from '../src/forms/reporting.ts'

const field = (id: string, more: Partial<FormField> = {}): FormField => ({ id, name: { zh: id, en: id }, ...more })
const NOTE = { zh: '说明', en: 'Note' }

test('a form without a place for words gets one', () => {
  const paper = (...fields: FormField[]): FormPaper => ({ id: 'f', name: NOTE, fields })
  assert.deepEqual(fieldsOf(undefined, NOTE).map((one) => one.id), ['note'])
  assert.deepEqual(fieldsOf(paper(field('count', { type: 'integer' })), NOTE).map((one) => one.id), ['count', 'note'])
  assert.deepEqual(fieldsOf(paper(field('words')), NOTE).map((one) => one.id), ['words'])
})

test('what was left empty is not sent, down to the rows', () => {
  const fields = [field('a'), field('b', { type: 'boolean' }), field('n', { type: 'integer' }), field('rows', { type: 'rows', fields: [field('what')] })]
  const report = { a: '  ', b: false, n: 0, rows: [{ what: ' door ' }, { what: '' }], strange: 'x' }
  assert.deepEqual(cleaned(fields, report), { b: false, n: 0, rows: [{ what: 'door' }] })
  assert.deepEqual(cleaned(fields, { rows: [{}] }), {})
})

test('what should not be missing is named, in every row that was begun', () => {
  const fields = [field('a', { required: true }), field('n', { type: 'integer', required: true }), field('rows', { type: 'rows', fields: [field('what', { required: true }), field('who')] })]
  assert.deepEqual(lacking(fields, { n: 0 }).map((one) => one.id), ['a'])
  assert.deepEqual(lacking(fields, { a: 'x', n: 1, rows: [{ who: 'y' }] }).map((one) => one.id), ['what'])
  assert.deepEqual(lacking(fields, { a: 'x', n: 1 }), [])
})

const ids = ({ now, later }: ReturnType<typeof parted>): string[][] => [now.map((one) => one.id), later.map((one) => one.id)]

test('what is required comes first, and the rest unfolds', () => {
  const fields = [field('place'), field('kind', { required: true }), field('outcome'), field('words', { type: 'note' })]
  assert.deepEqual(ids(parted(fields)), [['kind'], ['place', 'outcome', 'words']])
  assert.deepEqual(ids(parted(fields, new Set(['outcome']))), [['kind', 'outcome'], ['place', 'words']])
})

test('where nothing is required the first few and the words are asked for, what comes later unfolds', () => {
  const later = ['group', 'outcome', 'callback'].map((id) => field(id))
  const fields = [field('a'), field('b'), field('c'), field('d'), field('words', { type: 'note' }), ...later]
  assert.deepEqual(ids(parted(fields)), [['a', 'b', 'c', 'd', 'words'], ['group', 'outcome', 'callback']])
  assert.deepEqual(ids(parted(fields, new Set(['group'])))[0], ['group', 'a', 'b', 'c', 'd', 'words'])
})

test('one field more is not worth a fold', () => {
  const fields = [field('a'), field('b', { required: true })]
  assert.deepEqual(ids(parted(fields)), [['b', 'a'], []])
})
