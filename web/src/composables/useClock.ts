import { onScopeDispose, ref } from 'vue'

const now = ref(Date.now())
/** What the server told last, when it came, and how many times as fast as ours its clock runs. */
const told = { server: 0, here: 0, pace: 1 }
let ahead = 0
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** Two tellings nearer than this say nothing of a pace. */
const APART = 2000
/** A clock within these of ours is an ordinary one, told late or early; none runs slower on purpose. */
const ORDINARY = { least: 0, most: 3 }

/**
 * Sets this page's clock by the server's, which may run faster in a drill.
 *
 * Without the server's `now`, the last thing that happened at least cannot lie ahead of us.
 */
export function setClock(said: { now?: string; at: string }, here = Date.now()): void {
  const server = Date.parse(said.now ?? said.at)
  ahead = said.now ? server - here : Math.max(0, server - here)
  if (said.now && here - told.here > APART) {
    const pace = (server - told.server) / (here - told.here)
    told.pace = told.here && !(pace > ORDINARY.least && pace < ORDINARY.most) && pace > 0 ? pace : 1
  }
  if (said.now && (here - told.here > APART || !told.here)) Object.assign(told, { server, here })
  now.value = serverNow(here)
}

/** The server's time in milliseconds, as far as this page knows. */
export function serverNow(here = Date.now()): number {
  return told.pace === 1 ? here + ahead : told.server + (here - told.here) * told.pace
}

/** The time by the server's clock, in milliseconds, moving every second while somebody looks. */
export function useClock() {
  watchers += 1
  timer ??= setInterval(() => {
    now.value = serverNow()
  }, 1000)
  onScopeDispose(() => {
    watchers -= 1
    if (watchers === 0) {
      clearInterval(timer)
      timer = undefined
    }
  })
  return now
}
