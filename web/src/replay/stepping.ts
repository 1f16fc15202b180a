import type { Lane, TimeStep } from '../api/types.ts'
import { afterwards } from '../composables/clockwords.ts'

/** How fast the past goes by: steps a second. */
export const SPEEDS = [1, 4, 12] as const

const timeOf = (step: TimeStep): number => afterwards(step.at)

const isAfter = (at: number, shown: number) => (step: TimeStep) => timeOf(step) > at && step.position > shown
const isBefore = (at: number, shown: number) => (step: TimeStep) => timeOf(step) < at && step.position < shown

/** The next moment at which something had happened that is not in what is shown; nothing at the end. */
export const stepAfter = (steps: TimeStep[], at: number, shown = 0): number | null => {
  const next = steps.find(isAfter(at, shown))
  return next ? timeOf(next) : null
}

/** The moment before, at which less had happened than is shown; nothing at the beginning. */
export const stepBefore = (steps: TimeStep[], at: number, shown = Infinity): number | null => {
  const before = steps.findLast(isBefore(at, shown))
  return before ? timeOf(before) : null
}

/** So many steps on, or back where the number is below zero, from what is shown; as far as there are any. */
export function stepsOn(steps: TimeStep[], at: number, number: number, shown?: number): number {
  const next = number > 0 ? steps.findIndex(isAfter(at, shown ?? 0)) : steps.findLastIndex(isBefore(at, shown ?? Infinity))
  if (next < 0) return at
  const to = steps[Math.max(0, Math.min(steps.length - 1, next + number - Math.sign(number)))]
  return to ? timeOf(to) : at
}

/** How many facts of some lanes a step holds. */
export const countOf = (step: TimeStep, lanes: readonly Lane[]): number => lanes.reduce((sum, lane) => sum + (step.counts[lane] ?? 0), 0)
