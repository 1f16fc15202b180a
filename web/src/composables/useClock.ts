import { onScopeDispose, ref } from 'vue'

const now = ref(Date.now())
const ahead = ref(0)
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** Sets this page's clock by the server's, which may run faster in a drill. */
export function setClock(serverTime: string): void {
  ahead.value = Date.parse(serverTime) - Date.now()
  now.value = Date.now() + ahead.value
}

/** The time by the server's clock, in milliseconds, moving every second while somebody looks. */
export function useClock() {
  watchers += 1
  timer ??= setInterval(() => {
    now.value = Date.now() + ahead.value
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
