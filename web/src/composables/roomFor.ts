/** Milliseconds until a page that stays short is shown from wherever it ends. */
const PATIENCE = 3000

/** Where a page was left, once it is long enough again: what it shows has to be read first. */
export function roomFor<T extends { top: number }>(left: T): Promise<T> {
  const began = performance.now()
  return new Promise((resolve) => {
    const look = (): void => {
      const room = document.documentElement.scrollHeight - innerHeight >= left.top
      if (room || performance.now() - began > PATIENCE) resolve(left)
      else requestAnimationFrame(look)
    }
    look()
  })
}
