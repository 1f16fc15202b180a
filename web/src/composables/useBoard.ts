import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { readBoard, type Moment } from '../api/activation.ts'
import { problemOf, type Problem } from '../api/problem.ts'
import type { Board } from '../api/types.ts'
import { STALE } from '../board/standing.ts'
import { language } from '../i18n/index.ts'
import { setClock } from './useClock.ts'
import { useLiveEvents } from './useLiveEvents.ts'

/** Milliseconds between an event and the reading it causes; a slow line is left more breath. */
const SETTLE = { least: 250, most: 5000, perReading: 3 }

/**
 * The board of a community: live, or as it was at a past moment when `past` holds one.
 *
 * Live, it follows the events and reads itself again once they settle, never older than the
 * last of them; the last board stays on screen while the line is lost.
 */
export function useBoard(code: Ref<string>, past: Ref<Moment | null>) {
  const board = shallowRef<Board | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const live = computed(() => past.value === null)
  let wanted = 0
  let latest = 0
  let took = 0
  let soon: ReturnType<typeof setTimeout> | undefined

  async function refresh(atLeast = 0): Promise<void> {
    wanted = Math.max(wanted, atLeast)
    const mine = ++latest
    loading.value = true
    const began = performance.now()
    try {
      const moment = past.value ?? (wanted ? { at_least: wanted } : {})
      const read = await readBoard(code.value, moment)
      if (mine !== latest) return
      board.value = read
      problem.value = null
      took = performance.now() - began
      if (live.value) setClock(read)
      if (live.value && (read.behind_s ?? 0) > STALE) settle()
    } catch (thrown) {
      if (mine === latest) problem.value = problemOf(thrown)
      if (mine === latest && live.value && isBehind()) settle()
    } finally {
      if (mine === latest) loading.value = false
    }
  }

  /** The server has what somebody just did, and shows it only when its views have caught up. */
  const isBehind = (): boolean => problem.value?.code === 'view_behind'
  const behind = computed(() => (isBehind() ? Infinity : (board.value?.behind_s ?? 0)))

  /** One reading at a time, however fast events come, and always one after the last that anybody sees. */
  function settle(): void {
    if (document.hidden) return
    soon ??= setTimeout(
      () => {
        soon = undefined
        if (loading.value) settle()
        else void refresh()
      },
      Math.min(SETTLE.most, Math.max(SETTLE.least, SETTLE.perReading * took)),
    )
  }

  /** Back before somebody's eyes: catch up with what came meanwhile. */
  function seen(): void {
    if (!document.hidden && wanted > (board.value?.position ?? 0)) settle()
  }

  function arrived(position: number): void {
    if (!(position > (board.value?.position ?? 0))) return
    wanted = Math.max(wanted, position)
    settle()
  }

  const { state } = useLiveEvents(code, live, arrived, () => void refresh())
  // A board of another community or moment must not stand in for this one.
  watch([code, past], () => {
    board.value = null
    wanted = 0
  })
  watch([code, past, language], () => void refresh(), { immediate: true })
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', seen)
    clearTimeout(soon)
  })
  return { board, problem, loading, live, line: state, behind, refresh }
}
