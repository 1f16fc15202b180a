import { onMounted, onScopeDispose } from 'vue'

/** Keeps the screen from going dark while a page is looked at; where that is not offered, it may. */
export function useAwake(): void {
  let lock: WakeLockSentinel | undefined
  async function hold(): Promise<void> {
    if (document.hidden) return
    lock = await navigator.wakeLock?.request('screen').catch(() => undefined)
  }
  onMounted(() => void hold())
  document.addEventListener('visibilitychange', hold)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', hold)
    void lock?.release()
  })
}
