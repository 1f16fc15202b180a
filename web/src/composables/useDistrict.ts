import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { listCommunities } from '../api/community.ts'
import { problemOf, type Problem } from '../api/problem.ts'
import type { CommunityLine } from '../api/types.ts'
import { language } from '../i18n/index.ts'
import { useLiveEvents } from './useLiveEvents.ts'

/** Milliseconds between an event and the reading that it causes: a district's click is thousands of events. */
const SETTLE = 2500

/** All communities of a place, read again once its events settle; what was read stays while the line is lost. */
export function useDistrict(place: Ref<string>) {
  const lines = shallowRef<CommunityLine[] | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const at = ref('')
  let soon: ReturnType<typeof setTimeout> | undefined
  let again = false

  async function readAll(): Promise<CommunityLine[]> {
    const found: CommunityLine[] = []
    let after: string | undefined
    do {
      const page = await listCommunities(after)
      found.push(...page.items)
      after = page.next ?? undefined
    } while (after !== undefined)
    return found
  }

  async function refresh(): Promise<void> {
    if (loading.value) {
      again = true
      return
    }
    loading.value = true
    try {
      lines.value = await readAll()
      at.value = new Date().toISOString()
      problem.value = null
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
    }, SETTLE)
  }

  const { state } = useLiveEvents(place, ref(true), settle, () => void refresh())
  watch(language, () => void refresh(), { immediate: true })
  onScopeDispose(() => clearTimeout(soon))
  const here = computed(() => (lines.value ?? []).filter((line) => line.code.startsWith(place.value)))
  return { lines, here, problem, loading, at, line: state, refresh }
}
