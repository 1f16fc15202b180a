import assert from 'node:assert/strict'
import { test } from 'vitest'
import { finder } from '../src/desk/sought.ts'

test('every word has to be there, in whatever order and capitals', () => {
  const told = ['Platform 350102', '区平台 350102', '区平台 350103']
  const found = (words: string): string[] => told.filter(finder(words))
  assert.deepEqual(found(''), told)
  assert.deepEqual(found(' 350102  平台 '), ['区平台 350102'])
  assert.deepEqual(found('PLATFORM'), ['Platform 350102'])
  assert.deepEqual(found('平台 350104'), [])
})
