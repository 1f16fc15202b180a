import { shallowRef, watch } from 'vue'
import { serverNow } from '../composables/useClock.ts'
import { useSession } from '../composables/useSession.ts'

/** A hand-over that may still be taken back whole, and until when by the server's clock. */
export interface Handed {
  code: string
  member: string
  /** Without a post they are on no board any more. */
  name: string
  position: number
  /** What was said of it. */
  words: string
  until: number
}

/** The server's own limit. */
const WITHIN = 10 * 60_000

/** The last hand-over from this page; it stays while one looks elsewhere. */
export const handed = shallowRef<Handed | null>(null)

// whoever signs in after them at the same device does not read of it
const { session } = useSession()
watch(() => session.value?.actor, () => (handed.value = null))

export function justHanded(told: Omit<Handed, 'until'>): void {
  handed.value = { ...told, until: serverNow() + WITHIN }
}
