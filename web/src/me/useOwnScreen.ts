import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { address } from '../api/http.ts'
import { readOwnScreen, sawOwnScreen } from '../api/own.ts'
import { openSession } from '../api/session.ts'
import type { OwnScreen } from '../api/types.ts'
import { serverNow, setClock } from '../composables/useClock.ts'
import { useLiveEvents } from '../composables/useLiveEvents.ts'
import { useLoaded } from '../composables/useLoaded.ts'
import { useSession } from '../composables/useSession.ts'
import { problemOf } from '../api/problem.ts'
import { isUndecided } from './deeds.ts'
import { keep, recall } from './device.ts'

/** Milliseconds between readings while the live line is lost, and while it is there. */
const AGAIN = { lost: 15_000, live: 300_000 }
/** Many screens change at once: they are not all read in the same moment, and a busy server is left more breath. */
const SETTLE = { least: 250, spread: 900, perReading: 10, most: 10_000 }

/** The last screen that this device read, and how far its clock was behind the server's. */
interface Kept {
  screen: OwnScreen
  ahead: number
}

/** From now on this page opens without a network, too, where the browser can do that. */
function stayOpenable(): void {
  if (import.meta.env.PROD) void navigator.serviceWorker?.register('sw.js').catch(() => undefined)
}

/** Somebody's own screen: let in by their link, live, and the last one there was while the line is away. */
export function useOwnScreen() {
  const route = useRoute()
  const { enterBy, known, session, forget } = useSession()
  let link = String(route.query.link ?? '')
  const entering = ref(Boolean(link))
  // The link leaves the address before anything else happens, so that no screenshot keeps it.
  if (link) history.replaceState(history.state, '', '#/me')
  // Whose it is nobody knows before the link is looked at.
  const kept = shallowRef(link ? null : recall<Kept>('kept'))
  if (kept.value) setClock({ now: new Date(Date.now() + kept.value.ahead).toISOString(), at: kept.value.screen.now })
  let wanted: number | undefined
  let askedAt = 0
  let took = 0
  let unknownLink = false

  const { value, problem, reload, loading } = useLoaded(async () => {
    askedAt = Date.now()
    if (link) await enter()
    const began = performance.now()
    const read = await readOwnScreen(wanted)
    took = performance.now() - began
    setClock({ now: read.now, at: read.now })
    keep('kept', { screen: read, ahead: serverNow() - Date.now() } satisfies Kept)
    stayOpenable()
    // Whoever looks at it knows, and need not be phoned; where that cannot be said now, the next reading says it.
    if (read.unseen && !document.hidden) void sawOwnScreen(read.position).catch(() => undefined)
    if (!session.value) void known().catch(() => undefined)
    return read
  })

  async function enter(): Promise<void> {
    const secret = link
    try {
      await enterBy(() => openSession(secret))
      link = ''
      entering.value = false
    } catch (thrown) {
      unknownLink = !isUndecided(problemOf(thrown))
      if (unknownLink) link = ''
      entering.value = Boolean(link)
      throw thrown
    }
  }

  const screen = computed(() => value.value ?? kept.value?.screen ?? null)
  const dead = computed(() => problem.value?.status === 401 || problem.value?.status === 403)
  const offline = ref(!navigator.onLine)
  const away = computed(() => offline.value || (problem.value !== null && isUndecided(problem.value)))
  watch(dead, (is) => {
    // A link that opens nothing says nothing of whose things this device keeps.
    if (!is || unknownLink) return
    kept.value = null
    forget()
  })

  let soon: ReturnType<typeof setTimeout> | undefined
  function settle(position: number): void {
    if (position <= (value.value?.position ?? 0)) return
    wanted = Math.max(wanted ?? 0, position)
    if (document.hidden) return
    soon ??= setTimeout(() => {
      soon = undefined
      void reload()
    }, Math.min(SETTLE.most, SETTLE.least + Math.random() * SETTLE.spread + took * SETTLE.perReading))
  }

  /** Reads as of one's own write, at once. */
  function readAfter(position: number): Promise<void> {
    wanted = Math.max(wanted ?? 0, position)
    return reload()
  }

  // With other posts there are other events to hear of: the line is opened anew.
  const places = computed(() => value.value?.activations.flatMap((a) => [a.id, ...[...a.posts, ...a.declined].map((p) => `${p.group}@${p.grid}`)]).sort().join() ?? '')
  const follows = computed(() => value.value !== null && !dead.value)
  const where = (): string => address('/me/stream', { after: value.value?.position })
  const { state: line, refused: polls } = useLiveEvents(places, follows, settle, () => void reload(), where)

  function look(): void {
    const due = line.value === 'live' ? AGAIN.live : AGAIN.lost
    if (!document.hidden && !dead.value && !offline.value && !loading.value && Date.now() - askedAt >= due) void reload()
  }
  const timer = setInterval(look, 1000)
  const back = (): void => void (document.hidden || dead.value || reload())
  function network(): void {
    offline.value = !navigator.onLine
    if (!offline.value) back()
  }
  document.addEventListener('visibilitychange', back)
  window.addEventListener('online', network)
  window.addEventListener('offline', network)
  onScopeDispose(() => {
    clearInterval(timer)
    clearTimeout(soon)
    document.removeEventListener('visibilitychange', back)
    window.removeEventListener('online', network)
    window.removeEventListener('offline', network)
  })
  return { screen, fresh: computed(() => value.value !== null), problem, away, dead, entering, line, polls, reload, readAfter }
}
