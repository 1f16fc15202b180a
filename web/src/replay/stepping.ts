import type { Lane, TimeStep } from '../api/types.ts'

/** How fast the past goes by: steps a second. */
export const SPEEDS = [1, 4, 12] as const

const timeOf = (step: TimeStep): number => Date.parse(step.at)

/** The next moment at which something had happened; nothing at the end. */
export const stepAfter = (steps: TimeStep[], at: number): number | null => steps.map(timeOf).find((time) => time > at) ?? null

/** The moment before, at which something had happened; nothing at the beginning. */
export const stepBefore = (steps: TimeStep[], at: number): number | null => steps.map(timeOf).findLast((time) => time < at) ?? null

/** How many facts of some lanes a step holds. */
export const countOf = (step: TimeStep, lanes: readonly Lane[]): number => lanes.reduce((sum, lane) => sum + (step.counts[lane] ?? 0), 0)
