import { onScopeDispose, ref } from 'vue'

/** This device's own time in milliseconds, moving every second: for how long something has lasted here. */
export function useTicks() {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 1000)
  onScopeDispose(() => clearInterval(timer))
  return now
}
