import { nextTick, onScopeDispose, readonly, ref } from 'vue'

/** Whether what is drawn is drawn for paper: whole, and not the stretch that a screen shows. */
const whole = ref(false)

/** Paper takes long tables whole, whether printed by the page's button or by the browser's own. */
export function usePaper() {
  const begin = (): unknown => (whole.value = true)
  const end = (): unknown => (whole.value = false)
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  onScopeDispose(() => {
    end()
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  })
  return { whole: readonly(whole), print }
}

/** Prints the page when every row stands on it. */
async function print(): Promise<void> {
  whole.value = true
  await nextTick()
  window.print()
}
