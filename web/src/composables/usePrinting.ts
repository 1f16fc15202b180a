import { nextTick, onScopeDispose, ref } from 'vue'

const printing = ref(false)
addEventListener('beforeprint', () => (printing.value = true))
addEventListener('afterprint', () => (printing.value = false))
matchMedia('print').addEventListener('change', (paper) => (printing.value = paper.matches))

/** Whether the page is being put on paper, where all of it has to stand. */
export const usePrinting = () => printing

/** What a button does that prints the page: it stands there whole first, for nothing is drawn while a browser prints. */
export function usePrint(): () => Promise<void> {
  onScopeDispose(() => (printing.value = false))
  return async () => {
    printing.value = true
    await nextTick()
    window.print()
  }
}
