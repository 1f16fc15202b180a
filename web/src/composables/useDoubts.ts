import { computed, nextTick, ref, watch, type Ref, type ShallowRef } from 'vue'
import type { ImportResult, Severity } from '../api/types.ts'
import { doubtsOf, SEVERITIES } from '../roster/doubts.ts'

/** Rows that are shown at once: a table of thousands of doubts must not stand still. */
export const PAGE = 60

/** An import's doubts on their way from one to the next: which are wanted, which is looked at, which page it is on. */
export function useDoubts(result: Ref<ImportResult>, around: Ref<boolean>) {
  const wanted = ref(new Set<Severity>(SEVERITIES))
  const at = ref(-1)
  const page = ref(0)
  const doubts = computed(() => doubtsOf(result.value, wanted.value, around.value))
  const rows = computed(() => doubts.value.rows)
  const shown = computed(() => rows.value.slice(page.value * PAGE, (page.value + 1) * PAGE))
  const pages = computed(() => Math.ceil(rows.value.length / PAGE))
  const counts = computed(() => new Map(SEVERITIES.map((severity) => [severity, result.value.issues.filter((issue) => issue.severity === severity).length])))

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

  function toggle(severity: Severity): void {
    const now = new Set(wanted.value)
    if (!now.delete(severity)) now.add(severity)
    // to want nothing is to want all again
    wanted.value = now.size ? now : new Set(SEVERITIES)
  }

  return { doubts, rows, shown, page, pages, counts, wanted, at, go, toggle }
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
