import assert from 'node:assert/strict'
import { test } from 'vitest'
import { heirWithout } from '../src/board/succession.ts'

const one = (member: string, position: 'lead' | 'deputy' | 'member') => ({ member, name: `员${member}`, position })

test('what somebody leaves goes to the lead, of the lead to the deputy, and to nobody where there is neither', () => {
  const group = [one('a', 'lead'), one('b', 'deputy'), one('c', 'member')]
  assert.deepEqual(heirWithout(group, 'c'), { position: 'lead', member: 'a', name: '员a' })
  assert.deepEqual(heirWithout(group, 'a'), { position: 'deputy', member: 'b', name: '员b' })
  assert.equal(heirWithout([one('a', 'lead'), one('c', 'member')], 'a'), null)
})

test('of several deputies none is named: it is not for the screen to say which', () => {
  assert.deepEqual(heirWithout([one('b', 'deputy'), one('d', 'deputy')], 'c'), { position: 'deputy', member: '', name: '' })
})
