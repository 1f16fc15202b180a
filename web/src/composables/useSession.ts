import { computed, ref } from 'vue'
import { closeSession, openSession, readSession } from '../api/session.ts'
import { Refused } from '../api/problem.ts'
import type { Session } from '../api/types.ts'

const session = ref<Session | null>(null)
let asked: Promise<void> | null = null

async function ask(): Promise<void> {
  try {
    session.value = await readSession()
  } catch (thrown) {
    session.value = null
    if (!(thrown instanceof Refused && [401, 403, 404].includes(thrown.problem.status))) {
      asked = null
      throw thrown
    }
  }
}

/** Who is signed in on this device. */
export function useSession() {
  /** Asks the server once; later calls share its answer. */
  const known = (): Promise<void> => (asked ??= ask())

  async function signIn(token: string): Promise<void> {
    await openSession(token)
    asked = null
    await known()
  }

  async function signOut(): Promise<void> {
    await closeSession()
    forget()
  }

  /** The server no longer knows us. */
  function forget(): void {
    session.value = null
    asked = null
  }

  /** Whether this person may change things, or only look. */
  const mayWrite = computed(() => session.value?.role === 'secretary' || session.value?.role === 'administrator')

  /** The one community of a secretary, where she starts. */
  const home = computed(() => (session.value && /^\d{12}$/.test(session.value.place) ? session.value.place : null))

  return { session, known, signIn, signOut, forget, mayWrite, home }
}
