/** All items of a list that comes page by page. */
export async function everyPage<T>(read: (after?: string) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const found: T[] = []
  let after: string | undefined
  do {
    const page = await read(after)
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  return found
}
