// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { test } from 'vitest'
import '../../src/i18n/review.ts'
import type { Review } from '../../src/api/types.ts'
import ReviewHead from '../../src/review/ReviewHead.vue'
import { shown } from './shown.ts'

const review = (final: boolean, ...outcomes: string[]) =>
  ({
    final,
    drill: false,
    summary: '',
    head: { grids: [], started_at: '2026-01-22T18:00:00Z', ended_at: final ? '2026-01-23T18:00:00Z' : null, seconds: 60, authorities: [] },
    groups: [{ tasks: outcomes.map((outcome) => ({ outcome })) }],
  }) as unknown as Review

const state = (...told: Parameters<typeof review>) => shown(ReviewHead, { props: { review: review(...told) } }).find('[data-testid=review-state]').text()

test('a review is the last word only once nothing goes on after the end', () => {
  assert.equal(state(false, 'open'), '进行中，初稿')
  assert.equal(state(true, 'on_time', 'open', 'open'), '已结束；善后还有2项在办，办完才定稿')
  assert.equal(state(true, 'on_time', 'cancelled'), '已结束，定稿')
})
