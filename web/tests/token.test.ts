import assert from 'node:assert/strict'
import { test } from 'vitest'
import { tokenIn } from '../src/pages/token.ts'

test('a whole sign-in link gives its token', () => {
  assert.equal(tokenIn(' http://10.0.0.8:8000/#/signin?token=pz_AbC-123~x%2B \n'), 'pz_AbC-123~x+')
})

test('a token alone is taken as it is', () => {
  assert.equal(tokenIn('pz_AbC-12345'), 'pz_AbC-12345')
})

test('the token of a program is taken too, blanks around it or not', () => {
  assert.equal(tokenIn('  pz_Zk3-9aQ_x7Lm2-0AbCdEfGhIjKlMnOpQr\n'), 'pz_Zk3-9aQ_x7Lm2-0AbCdEfGhIjKlMnOpQr')
})

test('anything else is no token', () => {
  for (const pasted of ['', '你好', 'http://10.0.0.8:8000/', 'two words here']) assert.equal(tokenIn(pasted), '')
})
