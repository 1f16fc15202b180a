/** All items of a list that comes page by page; `sofar` hears of each page how many there are. */
export async function everyPage<T>(read: (after?: string) => Promise<{ items: T[]; next: string | number | null }>, sofar?: (count: number) => void): Promise<T[]> {
  const found: T[] = []
  let after: string | undefined
  do {
    const page = await read(after)
    found.push(...page.items)
    sofar?.(found.length)
    after = page.next === null ? undefined : String(page.next)
  } while (after !== undefined)
  return found
}
