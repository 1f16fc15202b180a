import { onScopeDispose, ref } from 'vue'

const now = ref(Date.now())
const ahead = ref(0)
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/**
 * Sets this page's clock by the server's, which may run faster in a drill.
 *
 * Without the server's `now`, the last thing that happened at least cannot lie ahead of us.
 */
export function setClock(told: { now?: string; at: string }): void {
  const apart = Date.parse(told.now ?? told.at) - Date.now()
  ahead.value = told.now ? apart : Math.max(0, apart)
  now.value = serverNow()
}

/** The server's time in milliseconds, as far as this page knows. */
export const serverNow = (): number => Date.now() + ahead.value

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
