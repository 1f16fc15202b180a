import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { address } from '../api/http.ts'

export type LiveState = 'connecting' | 'live' | 'lost'

const AGAIN_AFTER = 3000

/**
 * Follows the events of a community, or of whatever `where` leads to: `arrived` gets the position of each.
 *
 * The browser reconnects by itself and resumes after the last position; a stream that the
 * server refused is asked for anew. `look` runs whenever the line is back, and when it was refused:
 * then a reading tells why.
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

  function open(): void {
    close()
    const opened = new EventSource(where(code.value))
    source = opened
    opened.onopen = () => {
      state.value = 'live'
      if (wasLost) look()
      wasLost = false
    }
    opened.onmessage = (event) => arrived(Number(event.lastEventId))
    opened.onerror = () => {
      state.value = 'lost'
      wasLost = true
      if (opened.readyState !== EventSource.CLOSED) return
      again = setTimeout(open, AGAIN_AFTER)
      look()
    }
  }

  function close(): void {
    clearTimeout(again)
    source?.close()
    source = null
  }

  watch([code, follow], () => (follow.value ? open() : close()), { immediate: true })
  onScopeDispose(close)
  return { state }
}
