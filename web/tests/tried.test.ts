import assert from 'node:assert/strict'
import { test } from 'vitest'
import { tried } from '../src/integrator/pasted.ts'

test('a token is tried with what its scopes let it read', () => {
  const asked = (...scopes: string[]) => /api\/v1\/([^"]+)"/.exec(tried('http://10.0.0.8:8000', 'pz_a', scopes))?.[1]
  assert.equal(asked(), 'events?after=0&limit=3')
  assert.equal(asked('webhooks:write', 'people:full'), 'events?after=0&limit=3')
  assert.equal(asked('webhooks:write'), 'webhooks')
  assert.equal(asked('practice:write'), 'practice')
})

test('the call holds the address and the token as they are', () => {
  const call = tried('http://10.0.0.8:8000', 'pz_a-B_9', [])
  assert.ok(call.startsWith("export PINGZHAN='http://10.0.0.8:8000' TOKEN='pz_a-B_9'\n"))
  assert.ok(call.includes('Authorization: Bearer $TOKEN'))
})
