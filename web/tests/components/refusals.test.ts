// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import '../../src/i18n/admin.ts'
import { refusalWords } from '../../src/integrator/refusals.ts'

// as docs/webhooks.md tells them
const CODES = ['timeout', 'unreachable', 'name_unresolved', 'tls', 'target_private', 'redirect', 'broken', 'status_500', 'skipped']

test('why a delivery was not accepted is told in words', () => {
  const words = CODES.map(refusalWords)
  expect(words.filter((said) => /_|hooks\./.test(said))).toEqual([])
  expect(new Set(words).size).toBe(CODES.length)
  expect(refusalWords('status_500')).toBe('对方答500')
})

test('a code that nobody wrote words for is told as it is', () => {
  expect(refusalWords('never_heard_of')).toBe('never_heard_of')
})
