import { computed, nextTick, ref, watch, type Ref, type ShallowRef } from 'vue'
import type { ImportIssue, ImportResult, Severity } from '../api/types.ts'
import { doubtsOf, SEVERITIES } from '../roster/doubts.ts'

/** Rows that are shown at once: a table of thousands of doubts must not stand still. */
export const PAGE = 60

/** An import's doubts on their way from one to the next: which are wanted, which is looked at, which page it is on, which are `done`. */
export function useDoubts(result: Ref<ImportResult>, around: Ref<boolean>, done: Ref<ReadonlyMap<ImportIssue, unknown>>) {
  const wanted = ref(new Set<Severity>(SEVERITIES))
  const at = ref(-1)
  const page = ref(0)
  const doubts = computed(() => doubtsOf(result.value, wanted.value, around.value))
  const rows = computed(() => doubts.value.rows)
  const shown = computed(() => rows.value.slice(page.value * PAGE, (page.value + 1) * PAGE))
  const pages = computed(() => Math.ceil(rows.value.length / PAGE))
  const of = (severity: Severity): ImportIssue[] => result.value.issues.filter((issue) => issue.severity === severity)
  /** The severities that there are, each with how many doubts of it are left. */
  const counts = computed(() => new Map(SEVERITIES.filter((one) => of(one).length).map((one) => [one, of(one).filter((issue) => !done.value.has(issue)).length])))
  const settled = computed(() => doubts.value.listed.filter((doubt) => done.value.has(doubt.issue)).length)

  watch([result, wanted, around], () => {
    at.value = -1
    page.value = 0
  })

  /** To a doubt, turning to its page. */
  function go(to: number): void {
    const last = doubts.value.listed.length - 1
    if (last < 0) return
    at.value = to < 0 ? last : to > last ? 0 : to
    const row = rows.value.findIndex((one) => one.doubts.some((doubt) => doubt.at === at.value))
    page.value = Math.floor(Math.max(0, row) / PAGE)
  }

  /** To the next one that is left, or the one before (`by` -1); among those that are done only where none is left. */
  function step(by: 1 | -1): void {
    const { listed } = doubts.value
    const from = at.value < 0 && by < 0 ? 0 : at.value
    const ahead = listed.map((_, n) => (from + by * (n + 1) + 2 * listed.length) % listed.length)
    go(ahead.find((n) => listed[n] && !done.value.has(listed[n].issue)) ?? ahead[0] ?? -1)
  }

  const isAll = computed(() => wanted.value.size === SEVERITIES.length)

  /** Shows the doubts of one severity alone; all of them for none, or for the one that is shown alone. */
  function pick(severity?: Severity): void {
    const alone = !isAll.value && severity !== undefined && wanted.value.has(severity)
    wanted.value = new Set(severity && !alone ? [severity] : SEVERITIES)
  }

  return { doubts, rows, shown, page, pages, counts, settled, wanted, isAll, at, step, pick }
}

/** Brings the doubt that is looked at, beside its cell in `table`, before the eyes and under the keys. */
export function useDoubtInSight(table: Readonly<ShallowRef<HTMLElement | null>>, at: () => number): void {
  watch(at, async (doubt) => {
    await nextTick()
    const cell = table.value?.querySelector<HTMLElement>('[data-cell].here')
    cell?.scrollIntoView({ block: 'center', inline: 'center' })
    cell?.focus({ preventScroll: true })
    document.getElementById(`doubt-${doubt}`)?.scrollIntoView({ block: 'nearest' })
  })
}

export type DoubtsWalk = ReturnType<typeof useDoubts>
