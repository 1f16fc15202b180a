// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useEventFeed } from '../../src/composables/useEventFeed.ts'
import { askedOf, queryOf, wantedOf } from '../../src/integrator/asked.ts'

class Source {
  static readonly CLOSED = 2
  static opened: Source[] = []
  readyState = 1
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  constructor(readonly url: string) {
    Source.opened.push(this)
  }
  tell(...positions: number[]): void {
    for (const id of positions) this.onmessage?.({ data: JSON.stringify({ id: String(id) }) })
  }
  close(): void {
    this.readyState = Source.CLOSED
  }
}

let scope: EffectScope
const newest = () => Source.opened.at(-1)!
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('fetch', vi.fn(async () => new Response('[]')))
  Source.opened = []
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
const feed = () => scope.run(useEventFeed)!
const ids = (events: { id: string }[]) => events.map((one) => Number(one.id))

describe('the feed of events', () => {
  it('has each event once, the newest first, whatever the line sends again', () => {
    const { events, follow } = feed()
    follow({ since: '2026-03-01T00:00:00Z' })
    newest().tell(3, 5)
    newest().tell(3, 5, 9)
    vi.advanceTimersByTime(100)
    expect(ids(events.value)).toEqual([9, 5, 3])
  })

  it('says that it catches up while what comes is of before, and is live once it has', () => {
    const { state, reached, follow } = feed()
    const at = (id: number, ago: number) => newest().onmessage?.({ data: JSON.stringify({ id: String(id), time: new Date(Date.now() - ago).toISOString() }) })
    follow({ since: '2026-03-01T00:00:00Z' })
    newest().onopen?.()
    expect(state.value).toBe('live')
    at(1, 3_600_000)
    expect(state.value).toBe('catching')
    expect(Date.parse(reached.value)).toBe(Date.now() - 3_600_000)
    vi.advanceTimersByTime(1000)
    at(2, 1_800_000)
    vi.advanceTimersByTime(1000)
    expect(state.value).toBe('catching')
    at(3, 0)
    expect(state.value).toBe('live')
    at(4, 60_000)
    vi.advanceTimersByTime(1700)
    expect(state.value).toBe('live')
  })

  it('asks anew behind the last one when the server answered otherwise', async () => {
    const { follow } = feed()
    follow({ type: 'case_reported', since: '2026-03-01T00:00:00Z' })
    newest().tell(7)
    newest().readyState = Source.CLOSED
    newest().onerror?.()
    await vi.advanceTimersByTimeAsync(3000)
    expect(Source.opened).toHaveLength(2)
    expect(newest().url).toBe('api/v1/events/stream?type=case_reported&after=7')
  })

  it('stops where the filter is refused, and says why', async () => {
    const answer = () => new Response('{"code":"event_type_unknown"}', { status: 422 })
    vi.stubGlobal('fetch', vi.fn(async () => answer()))
    const { follow, problem, state } = feed()
    follow({ type: 'nothing' })
    newest().readyState = Source.CLOSED
    newest().onerror?.()
    await vi.advanceTimersByTimeAsync(10_000)
    expect([state.value, problem.value?.code, Source.opened.length]).toEqual(['refused', 'event_type_unknown', 1])
  })

  it('counts what comes while it is held, and shows it when asked', () => {
    const { events, waiting, away, follow, show } = feed()
    follow({ after: '0' })
    newest().tell(1)
    vi.advanceTimersByTime(100)
    away.value = true
    newest().tell(2, 3)
    vi.advanceTimersByTime(100)
    expect([ids(events.value), waiting.value.length]).toEqual([[1], 2])
    show()
    expect(ids(events.value)).toEqual([3, 2, 1])
  })
})

describe('what is asked of the events', () => {
  it('is kept in the address and read from it', () => {
    const query = { type: 'case_reported,task_opened', place: '990102', begin: 'position', after: '12' }
    expect(queryOf(askedOf(query))).toEqual(query)
    expect(queryOf(askedOf({}))).toEqual({})
  })

  it('begins at a moment of the server, so that a line lost at once leaves no hole', () => {
    const now = Date.parse('2026-03-01T10:00:00Z')
    expect(wantedOf(askedOf({ begin: 'now' }), now).since).toBe('2026-03-01T10:00:00.000Z')
    expect(wantedOf(askedOf({}), now).since).toBe('2026-03-01T09:00:00.000Z')
    expect(wantedOf(askedOf({ begin: 'span', since: '2026-03-01T08:00', until: '2026-03-01T09:00' }), now)).toMatchObject({ since: '2026-03-01T08:00:00+08:00', until: '2026-03-01T09:00:00+08:00' })
  })
})
