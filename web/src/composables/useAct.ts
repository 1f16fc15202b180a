import { ref, shallowRef } from 'vue'
import { problemOf, type Problem } from '../api/problem.ts'

/** How many writes are on their way, of all pages. */
export const acting = ref(0)

/** One write at a time, with its progress and its refusal; a second press waits for the first. */
export function useAct() {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)

  /** Runs the write; gives its answer, or `undefined` when it was refused. */
  async function run<T>(write: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    acting.value += 1
    problem.value = null
    try {
      return await write()
    } catch (thrown) {
      problem.value = problemOf(thrown)
      return undefined
    } finally {
      busy.value = false
      acting.value -= 1
    }
  }

  return { busy, problem, run }
}
