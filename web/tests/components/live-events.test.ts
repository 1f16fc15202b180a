// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import { useLiveEvents } from '../../src/composables/useLiveEvents.ts'

/** The browser's own stream, as far as it is told of by events: this one opens when it is told to. */
class Line {
  static readonly CLOSED = 2
  static all: Line[] = []
  readyState = 0
  onopen?: () => void
  onerror?: () => void
  onmessage?: (event: { lastEventId: string }) => void
  constructor(readonly url: string) {
    Line.all.push(this)
  }
  close(): void {
    this.readyState = Line.CLOSED
  }
  refuse(): void {
    this.readyState = Line.CLOSED
    this.onerror?.()
  }
}

let scope: EffectScope
const last = (): Line => Line.all.at(-1)!
const { EventSource: real } = globalThis

beforeEach(() => {
  vi.useFakeTimers()
  Line.all = []
  globalThis.EventSource = Line as unknown as typeof EventSource
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  globalThis.EventSource = real
})

test('a stream that is refused is asked for more and more seldom, and looked into once', () => {
  let looks = 0
  const line = scope.run(() => useLiveEvents(ref('x'), ref(true), () => undefined, () => (looks += 1)))!
  const asked: number[] = []
  for (let each = 0; each < 8; each++) {
    last().refuse()
    const before = Line.all.length
    const began = Date.now()
    while (Line.all.length === before) vi.advanceTimersByTime(250)
    asked.push((Date.now() - began) / 1000)
  }
  assert.equal(looks, 1)
  assert.equal(line.refused.value, true)
  assert.ok(asked[0]! >= 3 && asked[0]! <= 5, String(asked))
  assert.ok(asked[1]! >= 6 && asked[7]! >= 60 && asked[7]! <= 91, String(asked))
  // once it is let in all is as before, and what was missed is read
  last().onopen?.()
  assert.deepEqual([line.refused.value, line.state.value, looks], [false, 'live', 2])
})

test('a line that only breaks off is no refusal: the browser comes again by itself', () => {
  const heard: number[] = []
  const line = scope.run(() => useLiveEvents(ref('x'), ref(true), (position) => heard.push(position), () => undefined))!
  last().onopen?.()
  last().onmessage?.({ lastEventId: '7' })
  last().onerror?.()
  assert.deepEqual([line.state.value, line.refused.value, heard, Line.all.length], ['lost', false, [7], 1])
})
