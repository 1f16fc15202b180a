import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { listAllCommunities } from '../api/community.ts'
import { problemOf, type Problem } from '../api/problem.ts'
import type { CommunityLine } from '../api/types.ts'
import { language } from '../i18n/index.ts'
import { useLiveEvents } from './useLiveEvents.ts'
import { useTicks } from './useTicks.ts'

/** Milliseconds between an event and the reading that it causes: a district's click is thousands of events. */
const SETTLE = 2500
/** A reading that takes long is followed by a rest that is longer: a province's tables are no load that never ends. */
const REST = 4

/** All communities of a place, read again once its events settle; what was read stays while the line is lost. */
export function useDistrict(place: Ref<string>) {
  const lines = shallowRef<CommunityLine[] | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const at = ref('')
  /** Communities read so far, by the reading that goes on. */
  const read = ref(0)
  let took = 0
  let soon: ReturnType<typeof setTimeout> | undefined
  let again = false
  /** When something happened here that no reading has told yet. */
  const untold = ref(0)
  const latest = { at: 0 }
  const clock = useTicks()

  async function refresh(): Promise<void> {
    if (loading.value) {
      again = true
      return
    }
    loading.value = true
    read.value = 0
    const began = Date.now()
    try {
      lines.value = await listAllCommunities((count) => (read.value = count))
      took = Date.now() - began
      at.value = new Date().toISOString()
      problem.value = null
      // what happened while it was read may not be in it
      untold.value = latest.at > began ? began : 0
    } catch (thrown) {
      problem.value = problemOf(thrown)
    } finally {
      loading.value = false
      if (again) settle()
      again = false
    }
  }

  function settle(): void {
    soon ??= setTimeout(() => {
      soon = undefined
      void refresh()
    }, Math.max(SETTLE, REST * took))
  }

  function happened(): void {
    latest.at = Date.now()
    untold.value ||= latest.at
    settle()
  }

  const { state } = useLiveEvents(place, ref(true), happened, () => void refresh())
  /** Seconds that what is shown is behind what happened. */
  const behind = computed(() => (problem.value?.code === 'view_behind' ? Infinity : untold.value ? (clock.value - untold.value) / 1000 : 0))
  watch(language, () => void refresh(), { immediate: true })
  onScopeDispose(() => clearTimeout(soon))
  const here = computed(() => (lines.value ?? []).filter((line) => line.code.startsWith(place.value)))
  return { lines, here, problem, loading, read, at, line: state, behind, refresh }
}
