import { onScopeDispose, ref } from 'vue'

/** Whether the screen is a desk's: wide enough for a table. */
export function useWide(least = 900) {
  const query = window.matchMedia(`(min-width: ${least}px)`)
  const wide = ref(query.matches)
  const moved = (event: MediaQueryListEvent): void => void (wide.value = event.matches)
  query.addEventListener('change', moved)
  onScopeDispose(() => query.removeEventListener('change', moved))
  return wide
}
