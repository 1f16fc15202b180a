import { onScopeDispose, ref, shallowRef } from 'vue'
import { address } from '../api/http.ts'
import type { WireEvent } from '../api/types.ts'
import type { LiveState } from './useLiveEvents.ts'

/** So many are kept; older ones fall out. */
const KEPT = 200

/** Events as they go by, the newest first; held still, they wait and are told when it goes on. */
export function useEventFeed() {
  const events = shallowRef<WireEvent[]>([])
  const state = ref<LiveState>('connecting')
  const held = ref(false)
  let waiting: WireEvent[] = []
  let source: EventSource | null = null

  function show(): void {
    events.value = [...waiting.reverse(), ...events.value].slice(0, KEPT)
    waiting = []
  }

  function follow(asked: { community?: string; type?: string; after?: string }): void {
    close()
    events.value = []
    state.value = 'connecting'
    const opened = new EventSource(address('/events/stream', asked))
    source = opened
    opened.onopen = () => (state.value = 'live')
    opened.onerror = () => (state.value = 'lost')
    opened.onmessage = (message) => {
      waiting = [...waiting, JSON.parse(String(message.data)) as WireEvent].slice(-KEPT)
      if (!held.value) show()
    }
  }

  function hold(): void {
    held.value = !held.value
    if (!held.value) show()
  }

  function close(): void {
    source?.close()
    source = null
    waiting = []
  }

  onScopeDispose(close)
  return { events, state, held, follow, hold }
}
