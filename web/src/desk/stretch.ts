/** The rows of a long table that are drawn: from the first up to, and without, the last. */
export interface Stretch {
  first: number
  last: number
}

/** Rows that are drawn before and after those in view, so that a key press finds the next one there. */
const BESIDE = 10
/** The stretch moves by so many rows at once: most scrolling draws nothing anew. */
const STEP = 5

/** Which of `count` rows, each `tall` pixels, are drawn where `top` is scrolled away above a view so high. */
export function stretchOf(top: number, view: number, tall: number, count: number): Stretch {
  const seen = Math.floor(Math.max(0, top) / tall / STEP) * STEP
  const first = Math.max(0, Math.min(seen - BESIDE, count - BESIDE))
  return { first, last: Math.min(count, seen + STEP + Math.ceil(view / tall) + BESIDE) }
}

/**
 * By how many rows most of those in view have moved, up or down: who scrolls by as much sees them where they were.
 *
 * What a single row does, such as rising to the top because it went to war, moves nobody's eyes.
 */
export function shiftOf(seen: readonly string[], from: number, now: readonly string[]): number {
  const places = new Map(now.map((key, index) => [key, index]))
  const moved = seen.flatMap((key, index) => {
    const to = places.get(key)
    return to === undefined ? [] : [to - (from + index)]
  })
  return moved.sort((a, b) => a - b)[Math.floor(moved.length / 2)] ?? 0
}
