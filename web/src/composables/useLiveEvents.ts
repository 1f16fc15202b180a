import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { address } from '../api/http.ts'

export type LiveState = 'connecting' | 'live' | 'lost'

/** Milliseconds after which a stream that was refused is asked for again, longer each time, and not by all at once. */
const AGAIN = { first: 3000, most: 60_000 }

/**
 * Follows the events of a community, or of whatever `where` leads to: `arrived` gets the position of each.
 *
 * The browser reconnects by itself and resumes after the last position; a stream that the
 * server refused is asked for anew. `look` runs whenever the line is back, and when it was first
 * refused: then a reading tells why. `refused` says that there is none to be had for now.
 */
export function useLiveEvents(
  code: Ref<string>,
  follow: Ref<boolean>,
  arrived: (position: number) => void,
  look: () => void,
  where: (code: string) => string = (community) => address('/events/stream', { community }),
) {
  const state = ref<LiveState>('connecting')
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let wasLost = false
  const refused = ref(false)
  let pause = AGAIN.first

  function open(): void {
    close()
    const opened = new EventSource(where(code.value))
    source = opened
    opened.onopen = () => {
      state.value = 'live'
      refused.value = false
      pause = AGAIN.first
      if (wasLost) look()
      wasLost = false
    }
    opened.onmessage = (event) => arrived(Number(event.lastEventId))
    opened.onerror = () => {
      state.value = 'lost'
      wasLost = true
      if (opened.readyState !== EventSource.CLOSED) return
      again = setTimeout(open, pause * (1 + Math.random() / 2))
      pause = Math.min(pause * 2, AGAIN.most)
      if (!refused.value) look()
      refused.value = true
    }
  }

  function close(): void {
    clearTimeout(again)
    source?.close()
    source = null
  }

  watch([code, follow], () => (follow.value ? open() : close()), { immediate: true })
  onScopeDispose(close)
  return { state, refused }
}
