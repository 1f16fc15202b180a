import assert from 'node:assert/strict'
import { test } from 'vitest'
import { dayWords, fieldOf, momentOf, momentWords, spanWords } from '../src/composables/clockwords.ts'

const NOW = Date.parse('2025-03-01T20:30:00+08:00')
const at = (time: string): number => Date.parse(time)

test('a moment of today is told by its hour on a 24-hour clock', () => {
  assert.equal(momentWords(at('2025-03-01T18:00:00+08:00'), NOW, 'zh'), '今天18:00')
  assert.equal(momentWords(at('2025-03-01T18:00:00+08:00'), NOW, 'en'), 'today 18:00')
})

test('midnight in China divides the days, wherever the device is', () => {
  assert.equal(momentWords(at('2025-02-28T15:59:00Z'), NOW, 'zh'), '昨天23:59')
  assert.equal(momentWords(at('2025-02-28T16:00:00Z'), NOW, 'zh'), '今天00:00')
  assert.equal(momentWords(at('2025-03-01T16:00:00Z'), NOW, 'zh'), '明天00:00')
})

test('a day further off is told by date, with the year only when it is another', () => {
  assert.equal(momentWords(at('2025-03-05T09:05:00+08:00'), NOW, 'zh'), '3月5日 09:05')
  assert.equal(dayWords(at('2024-12-31T09:00:00+08:00'), NOW, 'zh'), '2024年12月31日')
  assert.equal(dayWords(at('2024-12-31T09:00:00+08:00'), NOW, 'en'), '31 Dec 2024')
})

test('a span is told in its two largest units and never as nothing', () => {
  assert.equal(spanWords(25 * 60_000, 'zh'), '25分钟')
  assert.equal(spanWords(185 * 60_000, 'zh'), '3小时5分钟')
  assert.equal(spanWords((2 * 24 + 4) * 3_600_000, 'en'), '2 d 4 h')
  assert.equal(spanWords(5_000, 'zh'), '1分钟')
})

test('what a time field shows and what it gives back are the same moment', () => {
  assert.equal(fieldOf(NOW), '2025-03-01T20:30')
  assert.equal(at(momentOf(fieldOf(NOW))), NOW)
})
