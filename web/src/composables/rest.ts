/** Milliseconds: shorter than this between two shifts is no rest. */
export const REST = 30 * 60_000
