import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { readBoard } from '../api/activation.ts'
import { problemOf, type Problem } from '../api/problem.ts'
import { readTimeline } from '../api/replay.ts'
import type { Board, TimeLine } from '../api/types.ts'
import { afterwards } from './clockwords.ts'
import { stepAfter, stepBefore, SPEEDS } from '../replay/stepping.ts'

const STEPS = 480
/** Milliseconds that the slider rests before its moment is read. */
const SETTLE = 150

const isoOf = (at: number): string => new Date(at).toISOString()

/**
 * The past of a community: its time line, and the board at the chosen moment.
 *
 * One reading at a time: while the slider moves, the latest moment waits and those between are left out.
 */
export function useReplay(code: string, at: Ref<number>, from: Ref<number | null>, drill: Ref<boolean>) {
  const line = shallowRef<TimeLine | null>(null)
  const board = shallowRef<Board | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const speed = ref<number>(SPEEDS[0])
  const playing = ref(false)
  const steps = computed(() => line.value?.steps ?? [])
  let soon: ReturnType<typeof setTimeout> | undefined
  let next: ReturnType<typeof setTimeout> | undefined

  async function readLine(): Promise<void> {
    if (from.value === null) return
    try {
      line.value = await readTimeline(code, { from: isoOf(from.value), steps: STEPS, figures: true, drill: drill.value })
      if (!at.value) at.value = afterwards(line.value.to)
    } catch (thrown) {
      problem.value = problemOf(thrown)
    }
  }

  async function readThen(): Promise<void> {
    if (!at.value) return
    const asked = at.value
    loading.value = true
    try {
      board.value = await readBoard(code, { as_of: isoOf(asked) })
      problem.value = null
    } catch (thrown) {
      const told = problemOf(thrown)
      // before the community was known nothing was there, and nothing went wrong
      board.value = null
      problem.value = told.status === 404 ? null : told
    } finally {
      loading.value = false
      if (at.value !== asked) void readThen()
      else if (playing.value) goOn()
    }
  }

  function settle(): void {
    if (loading.value) return
    clearTimeout(soon)
    soon = setTimeout(() => void readThen(), playing.value ? 0 : SETTLE)
  }

  function goOn(): void {
    clearTimeout(next)
    next = setTimeout(() => forward() || (playing.value = false), 1000 / speed.value)
  }

  /** To the next moment at which something happened; whether there was one. */
  function forward(): boolean {
    const to = stepAfter(steps.value, at.value, board.value?.position)
    if (to !== null) at.value = to
    return to !== null
  }

  function back(): void {
    const to = stepBefore(steps.value, at.value, board.value?.position)
    if (to !== null) at.value = to
  }

  function play(): void {
    playing.value = !playing.value
    clearTimeout(next)
    if (!playing.value) return
    const first = steps.value[0]
    if (first && stepAfter(steps.value, at.value) === null) at.value = afterwards(first.at)
    else goOn()
  }

  watch([from, drill], () => void readLine(), { immediate: true })
  watch(at, settle, { immediate: true })
  onScopeDispose(() => {
    clearTimeout(soon)
    clearTimeout(next)
  })
  return { line, steps, board, problem, loading, playing, speed, forward, back, play, reload: () => Promise.all([readLine(), readThen()]) }
}
