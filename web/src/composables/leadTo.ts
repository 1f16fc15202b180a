import { nextTick, type ShallowRef } from 'vue'

/** Brings a part of the page before the eyes and under the keys; in one step where movement is unwelcome. */
export async function leadTo(part: Readonly<ShallowRef<HTMLElement | null>>, block: ScrollLogicalPosition = 'start'): Promise<void> {
  await nextTick()
  part.value?.focus({ preventScroll: true })
  part.value?.scrollIntoView({ block, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
}
