import type { TimeStep } from '../api/types.ts'
import { afterwards } from '../composables/clockwords.ts'

export type Figures = NonNullable<TimeStep['figures']>
export type Figure = keyof Figures

/** A moment at which a figure changed: its figures, and the entries that they stand on. */
export interface Reading {
  at: number
  first: number
  position: number
  figures: Figures
}

const FIGURES: Figure[] = ['asked', 'mustered', 'vacant', 'open', 'completed', 'overdue']

/** Every step that has figures, in order. */
export const readingsOf = (steps: TimeStep[]): Reading[] =>
  steps.flatMap((step) => (step.figures ? [{ at: afterwards(step.at), first: step.first, position: step.position, figures: step.figures }] : []))

/** Only those at which something is another than before. */
export const changesOf = (readings: Reading[]): Reading[] =>
  readings.filter((one, at) => {
    const before = readings[at - 1]
    return !before || FIGURES.some((figure) => before.figures[figure] !== one.figures[figure])
  })

/** How many of those asked had come, in percent; nothing while nobody is asked. */
export const shareOf = ({ asked, mustered }: Figures): number | null => (asked ? Math.round((1000 * mustered) / asked) / 10 : null)
