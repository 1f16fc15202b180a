import { computed, ref, shallowRef } from 'vue'
import { readHistory } from '../api/community.ts'
import type { HistoryEntry } from '../api/types.ts'
import { momentsOf, type Moment } from './moments.ts'
import { useAct } from './useAct.ts'
import { serverNow } from './useClock.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** How far back each reading reaches: quiet years are crossed in a few steps. */
const REACH = [6 * HOUR, DAY, 3 * DAY, 10 * DAY, 30 * DAY, 120 * DAY, 365 * DAY, 4000 * DAY]
const PAGE = 1000

/** The history of a community, from now backwards, a window of time at a time. */
export function useHistory(code: () => string) {
  const moments = shallowRef<Moment[]>([])
  const windows = ref(0)
  const { busy, problem, run } = useAct()
  let began = 0

  /** All entries of a window, oldest first; without an end it reaches to now. */
  async function between(from: number, to: number | null): Promise<HistoryEntry[]> {
    const found: HistoryEntry[] = []
    const known = moments.value.at(-1)?.position ?? Infinity
    let after: number | undefined
    do {
      const page = await readHistory(code(), { limit: PAGE, after, from: isoOf(from), to: to === null ? undefined : isoOf(to) })
      found.push(...page.items)
      after = page.next ?? undefined
    } while (after !== undefined)
    // Windows share the instant at which they meet.
    return found.filter((entry) => entry.position < known)
  }

  /** Reads on backwards until something is found or nothing is left. */
  async function earlier(): Promise<void> {
    await run(async () => {
      if (!windows.value) began = serverNow()
      let found: HistoryEntry[] = []
      while (!found.length && windows.value < REACH.length) {
        const near = REACH[windows.value - 1]
        const far = REACH[windows.value] ?? 0
        found = await between(began - far, near === undefined ? null : began - near)
        // Before the community was registered there is nothing to read.
        windows.value = found.some((entry) => entry.type.includes('community_registered')) ? REACH.length : windows.value + 1
      }
      moments.value = [...moments.value, ...momentsOf(found)]
    })
  }

  const more = computed(() => windows.value < REACH.length)
  void earlier()
  return { moments, busy, problem, earlier, more }
}

const isoOf = (ms: number): string => new Date(ms).toISOString()
