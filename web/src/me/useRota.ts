import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { makeOwnCalendar, readOwnRota, revokeOwnCalendars } from '../api/own.ts'
import type { OwnActivation, Rota } from '../api/types.ts'
import { useAct } from '../composables/useAct.ts'
import { useClock } from '../composables/useClock.ts'
import { keep, recall } from './device.ts'
import { movesSince, seenOf, type SeenRota } from './rota.ts'

/**
 * One's shifts of the days to come, read anew whenever `changes` does; the last reading without a network.
 *
 * What moved since somebody last saw them on this device is told until they put it away.
 */
export function useRota(changes: Ref<string>, running: Ref<OwnActivation[]>) {
  const now = useClock()
  const known = shallowRef(recall<SeenRota>('rota-known'))
  const latest = shallowRef<SeenRota | null>(null)
  const moves = computed(() => (known.value && latest.value ? movesSince(known.value, latest.value, now.value) : []))
  function know(): void {
    known.value = latest.value
    keep('rota-known', known.value)
  }
  const shifts = shallowRef<Rota['shifts']>(recall<Rota>('rota')?.shifts ?? [])
  watch(
    changes,
    async (now) => {
      if (!now) return
      const isLast = (): boolean => changes.value === now
      // What is foreseen is worth no alarm: where it cannot be had, what was read before stands.
      const read = await readOwnRota().catch(() => null)
      // What changed meanwhile is being read anew, and must not be overtaken by what was before.
      if (!read || !isLast()) return
      shifts.value = read.shifts
      keep('rota', read)
      latest.value = seenOf(read, running.value)
      if (!moves.value.length) know()
    },
    { immediate: true },
  )
  return { shifts, moves, know }
}

/** A link to one's shifts for calendar programs: told once, and taken back whole. */
export function useOwnCalendar(name: () => string) {
  const url = ref('')
  const { busy, problem, run } = useAct()
  async function subscribe(): Promise<void> {
    url.value = (await run(() => makeOwnCalendar(name())))?.url ?? url.value
  }
  async function revoke(): Promise<boolean> {
    const done = await run(async () => (await revokeOwnCalendars(), true))
    if (done) url.value = ''
    return Boolean(done)
  }
  return { url, busy, problem, subscribe, revoke }
}
