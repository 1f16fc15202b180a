import { computed, ref } from 'vue'
import { closeSession, openSession, readSession } from '../api/session.ts'
import { Refused } from '../api/problem.ts'
import type { Session } from '../api/types.ts'
import { forgetDevice } from '../me/device.ts'

const session = ref<Session | null>(null)
/** An officer may only while a community is at war: the server says so. */
const WRITERS: ReadonlySet<string> = new Set(['administrator', 'officer', 'secretary', 'deputy'])
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

  /** Signs in by whatever opens a session, and asks who that is. */
  async function enterBy(open: () => Promise<unknown>): Promise<void> {
    await open()
    asked = null
    await known()
  }

  const signIn = (token: string): Promise<void> => enterBy(() => openSession(token))

  async function signOut(): Promise<void> {
    await closeSession()
    forget()
  }

  /** The server no longer knows us. */
  function forget(): void {
    forgetDevice()
    session.value = null
    asked = null
  }

  /** Whether this person may change things, or only look. */
  const mayWrite = computed(() => WRITERS.has(session.value?.role ?? ''))

  /** Whether this person may take the record of a community out as files. */
  const mayExport = computed(() => mayWrite.value || session.value?.role === 'supervisor')

  /** Whether this person may activate an area, and see who read personal data. */
  const mayOrganise = computed(() => ['administrator', 'officer'].includes(session.value?.role ?? ''))
  const maySeeAccesses = computed(() => mayOrganise.value || session.value?.role === 'supervisor')

  /** The one community of a secretary, where she starts. */
  const home = computed(() => (session.value && /^\d{12}$/.test(session.value.place) ? session.value.place : null))

  return { session, known, enterBy, signIn, signOut, forget, mayWrite, mayExport, mayOrganise, maySeeAccesses, home }
}
