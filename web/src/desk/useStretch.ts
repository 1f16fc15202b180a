import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch, type ShallowRef } from 'vue'
import { stretchOf } from './stretch.ts'

type Place = Readonly<ShallowRef<HTMLElement | null>>

/**
 * Of many rows those that a box which scrolls has to draw, and how high the place is of those above and below.
 *
 * Every row is as high as the highest seen so far needs, in whatever size of type, and at least `least` pixels: `list`
 * has the rows that are drawn, each no lower than `tall`. `whole` may ask for the first so many instead, whatever is
 * in view. Parts of a page that scrolls as a whole, each of its own height, are `components/NearList.vue`'s.
 */
export function useStretch<R>(box: Place, list: Place, rows: () => readonly R[], least: () => number, whole: () => number | undefined = () => undefined) {
  const top = ref(0)
  const high = ref(800)
  const tall = ref(least())
  const stretch = computed(() => {
    const last = whole()
    return last === undefined ? stretchOf(top.value, high.value, tall.value, rows().length) : { first: 0, last }
  })
  // numbers, so that scrolling within a stretch draws nothing
  const first = computed(() => stretch.value.first)
  const last = computed(() => stretch.value.last)
  const drawn = computed(() => rows().slice(first.value, last.value))
  const above = computed(() => first.value * tall.value)
  const below = computed(() => (rows().length - last.value) * tall.value)

  /** Rows become so high, and what is being read stays where it is. */
  async function become(height: number): Promise<void> {
    if (height === tall.value) return
    const read = top.value / tall.value
    tall.value = height
    top.value = read * height
    await nextTick()
    if (box.value) box.value.scrollTop = top.value
  }

  let width = 0
  let frame = 0
  function measure(): void {
    frame = 0
    if (!box.value || !list.value) return
    high.value = box.value.clientHeight || high.value
    const before = width
    width = box.value.clientWidth
    if (before && before !== width) return void anew()
    const lines = [...list.value.querySelectorAll<HTMLElement>(':scope > :not([aria-hidden])')]
    void become(Math.max(tall.value, ...lines.map((line) => line.offsetHeight)))
  }

  // with the next frame: in its own turn nothing that an observer observes may change
  const soon = (): unknown => (frame ||= requestAnimationFrame(measure))
  const anew = async (): Promise<unknown> => (await become(least()), soon())
  const watching = new ResizeObserver(soon)
  onMounted(() => [box, list].forEach((place) => place.value && watching.observe(place.value)))
  onBeforeUnmount(() => {
    watching.disconnect()
    cancelAnimationFrame(frame)
  })
  watch(least, anew)
  return { top, high, tall, first, last, drawn, above, below }
}
