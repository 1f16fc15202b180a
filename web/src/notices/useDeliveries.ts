import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { listNotices } from '../api/notices.ts'
import { problemOf, type Problem } from '../api/problem.ts'
import type { NoticeLine, PeopleTold } from '../api/types.ts'
import { useLiveEvents } from '../composables/useLiveEvents.ts'

/** So many notices at a time, at the most of a reading, and milliseconds between an event and the reading it causes. */
const SOME = 100
const MOST = 1000
const SETTLE = 500

/**
 * The notices of an activation and how people stand, read again when something happens in the community.
 *
 * A late answer never replaces a later one; what was read stays while the line is lost.
 */
export function useDeliveries(code: Ref<string>, activation: Ref<string>, only: Ref<'' | 'unreached' | 'unconfirmed'>) {
  const lines = shallowRef<NoticeLine[]>([])
  const people = shallowRef<PeopleTold | null>(null)
  const next = ref<string | null>(null)
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const read = ref(false)
  let latest = 0
  let wanted = 0
  let soon: ReturnType<typeof setTimeout> | undefined

  /** The lines after one; without one, all that are shown, anew. */
  async function more(after?: string, shown = SOME): Promise<void> {
    const mine = ++latest
    const asOf = wanted
    busy.value = true
    try {
      const asked = { activation: activation.value, state: only.value || undefined, after, limit: Math.min(MOST, shown), at_least: asOf || undefined }
      const page = await listNotices(code.value, asked)
      if (mine !== latest) return
      lines.value = after ? [...lines.value, ...page.items] : page.items
      people.value = page.people
      next.value = page.next
      problem.value = null
      // opened where there is somebody to phone, if anybody is
      if (!read.value && only.value === 'unreached' && !page.people.unreached && page.people.unconfirmed + page.people.unsent) only.value = 'unconfirmed'
      read.value = true
      if (wanted > asOf) settle()
    } catch (thrown) {
      if (mine !== latest) return
      problem.value = problemOf(thrown)
      if (problem.value.code === 'view_behind') settle()
    } finally {
      if (mine === latest) busy.value = false
    }
  }

  /** All that are shown, anew, at least as new as what was just written. */
  function again(position = 0): Promise<void> {
    wanted = Math.max(wanted, position)
    return more(undefined, Math.max(SOME, lines.value.length))
  }

  function settle(): void {
    if (document.hidden) return
    soon ??= setTimeout(() => {
      soon = undefined
      if (busy.value) settle()
      else void again()
    }, SETTLE)
  }

  function arrived(position: number): void {
    if (!(position > wanted)) return
    wanted = position
    settle()
  }

  /** Back before somebody's eyes: whatever came meanwhile is read. */
  const seen = (): void => settle()

  useLiveEvents(code, ref(true), arrived, settle)
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', seen)
    clearTimeout(soon)
  })
  watch([code, activation, only], () => void more(), { immediate: true })
  return { lines, people, next, busy, problem, read, more, again }
}
