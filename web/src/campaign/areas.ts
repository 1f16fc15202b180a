import type { CommunityLine } from '../api/types.ts'

export type Tier = 'city' | 'county' | 'street'

/** A city, county or street, with how many communities lie in it. */
export interface Area {
  code: string
  name: string
  communities: number
}

const TIERS: { tier: Tier; length: number; name: (line: CommunityLine) => string }[] = [
  { tier: 'city', length: 4, name: (line) => line.city },
  { tier: 'county', length: 6, name: (line) => line.county },
  { tier: 'street', length: 9, name: (line) => line.street },
]

/** The areas below a place, tier by tier, in the order of their codes. */
export function areasOf(lines: CommunityLine[], place: string): { tier: Tier; areas: Area[] }[] {
  return TIERS.filter(({ length }) => length > place.length)
    .map(({ tier, length, name }) => {
      const found = new Map<string, Area>()
      for (const line of lines) {
        const code = line.code.slice(0, length)
        const area = found.get(code) ?? { code, name: name(line) || code, communities: 0 }
        area.communities += 1
        found.set(code, area)
      }
      return { tier, areas: [...found.values()].sort((a, b) => a.code.localeCompare(b.code)) }
    })
    .filter(({ areas }) => areas.length > 0)
}
