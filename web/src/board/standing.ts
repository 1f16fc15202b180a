import type { LiveState } from '../composables/useLiveEvents.ts'

/** Seconds that a board may be behind the log before it says so: reading one takes a moment. */
export const STALE = 5

/** How a board stands: a lost line goes before a late board, for nothing is known while it lasts. */
export function standing(line: LiveState, behind = 0): LiveState | 'behind' {
  return line !== 'lost' && behind > STALE ? 'behind' : line
}
