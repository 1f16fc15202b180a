import { onScopeDispose, ref } from 'vue'

const KEYS = new Set(['Enter', ' '])
/** What a browser makes of a finger that is lifted, within so many milliseconds. */
const LIFTED = ['touchend', 'mouseup', 'click'] as const
const MADE = 100

/** Whoever holds too long lifts the finger over another page: that presses nothing there. */
function pressNothing(): void {
  const over = new AbortController()
  function swallow(event: Event): void {
    event.preventDefault()
    event.stopPropagation()
  }
  for (const kind of LIFTED) addEventListener(kind, swallow, { capture: true, passive: false, signal: over.signal })
  for (const kind of ['pointerup', 'pointercancel']) addEventListener(kind, () => setTimeout(() => over.abort(), MADE), { capture: true, signal: over.signal })
  addEventListener('pointerdown', () => over.abort(), { capture: true, signal: over.signal })
}

/**
 * A press that counts only when held.
 *
 * `progress` runs from 0 to 1; letting go earlier takes it back. Holding Enter or Space
 * works as a finger does. Assistive technology that can only click confirms with a second
 * click while `asking` is true.
 */
export function useHold(milliseconds: number, done: () => void) {
  const progress = ref(0)
  const asking = ref(false)
  let frame = 0
  let began = 0
  let asked: ReturnType<typeof setTimeout> | undefined
  let pressed = false
  let byPointer = false
  let touched = -Infinity

  function step(now: number): void {
    progress.value = Math.min(1, (now - began) / milliseconds)
    if (progress.value < 1) {
      frame = requestAnimationFrame(step)
      return
    }
    frame = 0
    navigator.vibrate?.(60)
    if (byPointer) pressNothing()
    finish()
  }

  function begin(pointer = true): void {
    pressed = true
    if (frame) return
    byPointer = pointer
    began = performance.now()
    frame = requestAnimationFrame(step)
  }

  function letGo(): void {
    // What only passes over the button, or a sheet that opens under a resting mouse, touched nothing.
    if (pressed) touched = performance.now()
    pressed = false
    if (!frame) return
    cancelAnimationFrame(frame)
    frame = 0
    progress.value = 0
  }

  function finish(): void {
    asking.value = false
    clearTimeout(asked)
    done()
    progress.value = 0
  }

  function keyDown(event: KeyboardEvent): void {
    if (!KEYS.has(event.key)) return
    event.preventDefault()
    if (!event.repeat) begin(false)
  }

  function keyUp(event: KeyboardEvent): void {
    if (KEYS.has(event.key)) letGo()
  }

  function clicked(): void {
    if (performance.now() - touched < 800) return
    if (asking.value) return finish()
    asking.value = true
    asked = setTimeout(() => (asking.value = false), 8000)
  }

  onScopeDispose(() => {
    letGo()
    clearTimeout(asked)
  })
  return { progress, asking, begin, letGo, keyDown, keyUp, clicked }
}
