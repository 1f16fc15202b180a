import type { CommunityLine, Mode } from '../api/types.ts'

/** Figures of one community, or of all communities of a place, added up. */
export interface Sum {
  /** The beginning of the codes that it adds up. */
  code: string
  name: string
  communities: number
  modes: Record<Mode, number>
  /** Communities in which a drill runs, whatever their mode; no other figure counts it. */
  drills: number
  /** The mean of the scores. */
  readiness: number | null
  asked: number
  mustered: number
  vacant: number
  open: number
  done: number
  overdue: number
}

/** How long the codes of each tier are: province, city, county, street, community. */
const TIERS = [2, 4, 6, 9, 12]
const NAMES: ((line: CommunityLine) => string | undefined)[] = [(l) => l.province, (l) => l.city, (l) => l.county, (l) => l.street, (l) => l.name]

/** Modes, the gravest first. */
export const MODES: Mode[] = ['wartime', 'alert', 'recovery', 'peacetime']

/** The length of codes one tier below a place. */
export const tierBelow = (place: string): number => TIERS.find((length) => length > place.length) ?? 12

const count = (line: CommunityLine, state: string): number => line.tasks?.[state] ?? 0

function nothing(code: string, name: string): Sum {
  return { code, name, communities: 0, modes: { wartime: 0, alert: 0, recovery: 0, peacetime: 0 }, drills: 0, readiness: null, asked: 0, mustered: 0, vacant: 0, open: 0, done: 0, overdue: 0 }
}

function add(sum: Sum, line: CommunityLine): void {
  const score = line.readiness?.score ?? null
  if (score !== null) sum.readiness = ((sum.readiness ?? 0) * sum.communities + score) / (sum.communities + 1)
  sum.communities += 1
  sum.modes[line.mode] += 1
  sum.drills += line.drills ? 1 : 0
  sum.asked += line.asked ?? 0
  sum.mustered += line.mustered ?? 0
  sum.vacant += line.vacant ?? 0
  sum.overdue += line.overdue ?? 0
  sum.done += count(line, 'completed')
  sum.open += ['waiting', 'locked', 'open', 'accepted', 'started'].reduce((total, state) => total + count(line, state), 0)
}

/** All communities as one. */
export function sumOf(lines: CommunityLine[], code = '', name = ''): Sum {
  const sum = nothing(code, name)
  for (const line of lines) add(sum, line)
  return sum
}

/** Communities added up by the tier of so long codes: the gravest first, then what is late, then by code. */
export function sumsBy(lines: CommunityLine[], length: number): Sum[] {
  const named = NAMES[TIERS.indexOf(length)] ?? ((line: CommunityLine) => line.name)
  const sums = new Map<string, Sum>()
  for (const line of lines) {
    const code = line.code.slice(0, length)
    const sum = sums.get(code) ?? nothing(code, named(line) || code)
    add(sum, line)
    sums.set(code, sum)
  }
  return [...sums.values()].sort(byGravity)
}

function byGravity(a: Sum, b: Sum): number {
  const [here, there] = [MODES.indexOf(gravest(a)), MODES.indexOf(gravest(b))]
  return here - there || b.overdue - a.overdue || a.code.localeCompare(b.code)
}

/** What a place is called, by any of its communities: the name of its tier, or nothing for the whole country. */
export const nameOf = (lines: CommunityLine[], place: string): string => {
  const named = NAMES[TIERS.indexOf(place.length)]
  return (lines[0] && named?.(lines[0])) || ''
}

/** The gravest mode that any of them is in. */
export const gravest = (sum: Sum): Mode => MODES.find((mode) => sum.modes[mode]) ?? 'peacetime'
