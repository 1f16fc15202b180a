import type { Shape } from '../api/call.ts'
import type { CommunityLine, Mode } from '../api/types.ts'
import type { Totals } from '../board/order.ts'

/** What runs, in figures. */
export interface Figures {
  asked: number
  mustered: number
  vacant: number
  open: number
  done: number
  overdue: number
}

/** Figures of one community, or of all communities of a place, added up. */
export interface Sum extends Figures {
  /** The beginning of the codes that it adds up. */
  code: string
  name: string
  communities: number
  modes: Record<Mode, number>
  /** Communities in which something real runs. */
  running: number
  /** Communities in which a drill runs, whatever their mode. */
  drills: number
  /** What those drills count: no other figure counts it. */
  drilled: Figures
  /** The mean of the scores. */
  readiness: number | null
}

/** How long the codes of each tier are: province, city, county, street, community. */
const TIERS = [2, 4, 6, 9, 12]
const NAMES: ((line: CommunityLine) => string | undefined)[] = [(l) => l.province, (l) => l.city, (l) => l.county, (l) => l.street, (l) => l.name]

/** Modes, the gravest first. */
export const MODES: Mode[] = ['wartime', 'alert', 'recovery', 'peacetime']

/** The length of codes one tier below a place. */
export const tierBelow = (place: string): number => TIERS.find((length) => length > place.length) ?? 12

const STILL = ['waiting', 'locked', 'open', 'accepted', 'started']
const none = (): Figures => ({ asked: 0, mustered: 0, vacant: 0, open: 0, done: 0, overdue: 0 })

function nothing(code: string, name: string): Sum {
  return { code, name, communities: 0, modes: { wartime: 0, alert: 0, recovery: 0, peacetime: 0 }, running: 0, drills: 0, drilled: none(), readiness: null, ...none() }
}

function add(sum: Sum, line: CommunityLine): void {
  const score = line.readiness?.score ?? null
  if (score !== null) sum.readiness = ((sum.readiness ?? 0) * sum.communities + score) / (sum.communities + 1)
  sum.communities += 1
  sum.modes[line.mode] += 1
  sum.running += line.activations ? 1 : 0
  sum.drills += line.drills ? 1 : 0
  count(sum, line)
  if (line.drilled) count(sum.drilled, line.drilled)
}

/** Adds what runs; a drill is added to drills alone. */
function count(sum: Figures, said: Partial<Shape<'CommunityFigures'>>): void {
  sum.asked += said.asked ?? 0
  sum.mustered += said.mustered ?? 0
  sum.vacant += said.vacant ?? 0
  sum.overdue += said.overdue ?? 0
  sum.done += said.tasks?.completed ?? 0
  sum.open += STILL.reduce((total, state) => total + (said.tasks?.[state] ?? 0), 0)
}

const totalsOf = ({ asked, mustered, overdue, vacant, open, done }: Figures): Totals => ({ people: asked, mustered, overdue, vacant, open, done })

/** The large numbers of a place: what is real, with drills apart; where there are but drills, theirs, and that they are. */
export function tallyOf(sum: Sum): { totals: Totals; drill: boolean; apart: Totals | null } {
  const drill = sum.drills > 0 && !sum.running
  return { totals: totalsOf(drill ? sum.drilled : sum), drill, apart: sum.drills && !drill ? totalsOf(sum.drilled) : null }
}

/** All communities as one. */
export function sumOf(lines: CommunityLine[], code = '', name = ''): Sum {
  const sum = nothing(code, name)
  for (const line of lines) add(sum, line)
  return sum
}

/** Communities added up by the tier of so long codes: the gravest first, then what is late, then where a drill runs, then by code. */
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
  return here - there || b.overdue - a.overdue || b.drills - a.drills || a.code.localeCompare(b.code)
}

/** What a place is called, by any of its communities: the name of its tier, or nothing for the whole country. */
export const nameOf = (lines: CommunityLine[], place: string): string => {
  const named = NAMES[TIERS.indexOf(place.length)]
  return (lines[0] && named?.(lines[0])) || ''
}

/** The gravest mode that any of them is in. */
export const gravest = (sum: Sum): Mode => MODES.find((mode) => sum.modes[mode]) ?? 'peacetime'
