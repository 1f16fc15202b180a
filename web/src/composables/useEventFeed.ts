import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { address, get } from '../api/http.ts'
import { problemOf, type Problem } from '../api/problem.ts'
import type { WireEvent } from '../api/types.ts'
import { serverNow } from './useClock.ts'
import type { LiveState } from './useLiveEvents.ts'

/** So many are kept; older ones fall out. */
export const KEPT = 10_000
/** Milliseconds between two looks of what came in; and until a line that was refused is tried again. */
const TICK = 100
const AGAIN_AFTER = 3000
const PAGE = 1000
/** What is so much older than the line, in milliseconds, is of the past; and so long without any of it, all was read. */
const OLD = 5000
const QUIET = 1500

export type FeedState = LiveState | 'catching' | 'whole' | 'refused'
export type Wanted = Record<string, string>

/**
 * Events of a filter, the newest first, each once: whatever the line does, it goes on behind the last one heard.
 *
 * While it is held (by hand, or because somebody reads further down) what comes waits and is counted, so that
 * nothing moves under the eyes. While what happened before is still being read it says so. With an end (`until`) they are read page by page, and then all are there.
 */
export function useEventFeed() {
  const events = shallowRef<WireEvent[]>([])
  const waiting = shallowRef<WireEvent[]>([])
  const state = ref<FeedState>('connecting')
  const problem = shallowRef<Problem | null>(null)
  const paused = ref(false)
  const away = ref(false)
  const held = computed(() => paused.value || away.value)
  /** Up to when it was read, while it catches up. */
  const reached = ref('')
  const told = { opened: 0, old: 0 }
  let wanted: Wanted = {}
  let last = 0
  let come: WireEvent[] = []
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let round = 0
  const ticking = setInterval(tick, TICK)

  function tick(): void {
    if (state.value === 'catching' && Date.now() - told.old > QUIET) state.value = 'live'
    if (come.length) {
      waiting.value = [...come.reverse(), ...waiting.value].slice(0, KEPT)
      come = []
    }
    if (!held.value) show()
  }

  /** What waits joins the others. */
  function show(): void {
    if (!waiting.value.length) return
    events.value = [...waiting.value, ...events.value].slice(0, KEPT)
    waiting.value = []
  }

  function take(event: WireEvent): void {
    const position = Number(event.id)
    if (position <= last) return
    last = position
    come.push(event)
    if (state.value === 'live' || state.value === 'catching') age(event)
  }

  /** Whether it is of before the line was opened, and so of what has yet to be caught up with. */
  function age(event: WireEvent): void {
    const old = Date.parse(event.time) < told.opened - OLD
    state.value = old ? 'catching' : 'live'
    if (!old) return
    told.old = Date.now()
    reached.value = event.time
  }

  function listen(): void {
    const opened = new EventSource(address('/events/stream', last ? { ...wanted, since: '', after: String(last) } : wanted))
    source = opened
    opened.onopen = () => {
      told.opened = serverNow()
      state.value = 'live'
      problem.value = null
    }
    opened.onmessage = (message) => take(JSON.parse(String(message.data)) as WireEvent)
    opened.onerror = () => {
      state.value = 'lost'
      // The browser comes again by itself with the last id, unless the server answered otherwise.
      if (opened.readyState !== EventSource.CLOSED) return
      const mine = round
      again = setTimeout(() => mine === round && void ask(), AGAIN_AFTER)
      void why()
    }
  }

  /** A stream does not tell why it was refused; a page does. */
  async function why(): Promise<void> {
    const mine = round
    const found = await get('/events', { ...wanted, limit: 1 }).then(() => null, problemOf)
    if (mine !== round) return
    problem.value = found
    if (!found || found.status < 400 || found.status >= 500 || found.status === 429) return
    clearTimeout(again)
    state.value = 'refused'
  }

  async function readWhole(): Promise<void> {
    const mine = round
    for (let more = true; more && mine === round; ) {
      const page = await get<WireEvent[]>('/events', { ...wanted, after: last, limit: PAGE })
      if (mine !== round) return
      page.forEach(take)
      more = page.length === PAGE
    }
    state.value = 'whole'
  }

  async function ask(): Promise<void> {
    if (!wanted.until) return listen()
    const mine = round
    await readWhole().catch((thrown) => {
      if (mine !== round) return
      problem.value = problemOf(thrown)
      state.value = 'lost'
    })
  }

  function follow(filter: Wanted): void {
    close()
    wanted = filter
    last = 0
    events.value = []
    waiting.value = []
    problem.value = null
    paused.value = false
    away.value = false
    state.value = 'connecting'
    void ask()
  }

  function close(): void {
    round += 1
    clearTimeout(again)
    source?.close()
    source = null
    come = []
  }

  onScopeDispose(() => {
    clearInterval(ticking)
    close()
  })
  return { events, waiting, state, reached, problem, paused, away, follow, show }
}
