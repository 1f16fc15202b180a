import { nextTick, onScopeDispose } from 'vue'
import { paper } from './paper.ts'

addEventListener('beforeprint', () => (paper.value = true))
addEventListener('afterprint', () => (paper.value = false))
matchMedia('print').addEventListener('change', (media) => (paper.value = media.matches))

/** Whether the page is being put on paper, where all of it has to stand. */
export const usePrinting = () => paper

/** What a button does that prints the page: it stands there whole first, for nothing is drawn while a browser prints. */
export function usePrint(): () => Promise<void> {
  onScopeDispose(() => (paper.value = false))
  return async () => {
    paper.value = true
    await nextTick()
    window.print()
  }
}
