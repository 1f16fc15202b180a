import type { ClickForeseen } from '../api/campaigns.ts'
import type { Words } from '../i18n/language.ts'

/** What a campaign would do, added up over the communities that were looked at. */
export interface Foreseen {
  looked: number
  starting: number
  already: number
  people: number
  tasks: number
  vacant: { name: string; groups: number }[]
  refused: Map<string, { why: string; names: string[] }>
}

export const nothing = (): Foreseen => ({ looked: 0, starting: 0, already: 0, people: 0, tasks: 0, vacant: [], refused: new Map() })

/** The sum with some more communities; `inWords` tells why one would not start. */
export function withMore(sum: Foreseen, items: ClickForeseen[], inWords: (words: Words) => string): Foreseen {
  const next = { ...sum, vacant: [...sum.vacant], refused: new Map(sum.refused) }
  for (const one of items) {
    next.looked += 1
    if (one.refused) {
      const known = next.refused.get(one.refused) ?? { why: one.message ? inWords(one.message) : one.refused, names: [] }
      next.refused.set(one.refused, { ...known, names: [...known.names, one.name] })
    } else if (one.already) {
      next.already += 1
    } else {
      next.starting += 1
      next.people += one.summary?.members ?? 0
      next.tasks += one.summary?.tasks ?? 0
      if (one.summary?.vacant) next.vacant.push({ name: one.name, groups: one.summary.vacant })
    }
  }
  return next
}
