import { nextTick, onScopeDispose, shallowReactive, watch, type ShallowRef } from 'vue'

/** How far before its turn a part is drawn, in heights of the window. */
const AHEAD = '120%'
/** Milliseconds of a frame that drawing may take, so that the finger is never waited for. */
const A_FRAME = 5

/** Heights of what was drawn before, by key: what leaves keeps its place, and so does a page that is come back to. */
const heights = new Map<string, number>()

export const heightOf = (key: string): number | undefined => heights.get(key)

/**
 * Which of many parts of a page are near what is seen: those are drawn, a few in each frame, the nearest first.
 *
 * `root` holds one element for each key, marked with `data-key`. The first `eager` are drawn from the start
 * and stay, wherever the list begins; so does what holds the focus.
 */
export function useNear(root: Readonly<ShallowRef<HTMLElement | null>>, keys: () => string[], eager: number) {
  const near = shallowReactive(new Set<string>())
  let first = new Set<string>()
  const known = new Set<HTMLElement>()
  /** Near and not drawn yet, with how far from the middle of the window. */
  const coming = new Map<string, number>()
  let frame = 0

  const keyOf = (element: Element): string => (element as HTMLElement).dataset.key ?? ''

  async function draw(): Promise<void> {
    const until = performance.now() + A_FRAME
    do {
      const [key] = [...coming].sort(([, a], [, b]) => a - b)[0] ?? []
      if (key === undefined) return void (frame = 0)
      coming.delete(key)
      near.add(key)
      await nextTick()
    } while (performance.now() < until)
    frame = requestAnimationFrame(() => void draw())
  }

  function leave(element: Element, height: number): void {
    const key = keyOf(element)
    coming.delete(key)
    if (!near.has(key) || first.has(key) || element.contains(document.activeElement)) return
    heights.set(key, height)
    near.delete(key)
  }

  function moved(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect: box } of entries) {
      if (!target.isConnected) continue
      if (!isIntersecting) leave(target, box.height)
      else if (!near.has(keyOf(target))) coming.set(keyOf(target), Math.abs(box.top + box.height / 2 - innerHeight / 2))
    }
    if (coming.size) frame ||= requestAnimationFrame(() => void draw())
  }

  const watcher = new IntersectionObserver(moved, { rootMargin: `${AHEAD} 0px` })

  function observe(): void {
    const there = new Set(root.value?.children as Iterable<HTMLElement> | undefined)
    for (const element of known) if (!there.has(element)) watcher.unobserve(element)
    for (const element of there) if (!known.has(element)) watcher.observe(element)
    known.clear()
    for (const element of there) known.add(element)
  }

  watch(
    keys,
    (all) => {
      const still = new Set(all)
      for (const key of near) if (!still.has(key)) near.delete(key)
      first = new Set(all.slice(0, eager))
      for (const key of first) near.add(key)
    },
    { immediate: true },
  )
  watch([keys, root], observe, { flush: 'post', immediate: true })
  onScopeDispose(() => {
    watcher.disconnect()
    cancelAnimationFrame(frame)
  })
  return near
}
