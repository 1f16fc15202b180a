import type { Words } from '../i18n/language.ts'

/** An RFC 9457 problem as the API sends it. */
export interface Problem {
  title?: string
  status: number
  code: string
  field?: string
  cell?: string
  message?: Words
  detail?: string
}

/** The API answered with a refusal, or could not be reached (`status` 0). */
export class Refused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'Refused'
    this.problem = problem
  }
}

/** Whether nobody knows that the server has not done it: then the same is sent again. */
export const isUnsure = (problem: Problem): boolean => problem.status === 0 || problem.status >= 500

/** The problem behind whatever was thrown; a fault of this page is `unexpected`. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Refused) return thrown.problem
  console.error(thrown)
  return { status: 0, code: 'unexpected' }
}
