import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { problemOf, type Problem } from '../api/problem.ts'
import { language } from '../i18n/index.ts'

export interface Loaded<T> {
  value: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

/**
 * Something read from the API, read again when the language changes.
 *
 * What was read before stays while the next reading runs or fails; a late answer never
 * replaces a later one.
 */
export function useLoaded<T>(read: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let latest = 0

  async function reload(): Promise<void> {
    const mine = ++latest
    loading.value = true
    try {
      const answer = await read()
      if (mine !== latest) return
      value.value = answer
      problem.value = null
    } catch (thrown) {
      if (mine === latest) problem.value = problemOf(thrown)
    } finally {
      if (mine === latest) loading.value = false
    }
  }

  watch(language, reload)
  void reload()
  return { value, problem, loading, reload }
}
