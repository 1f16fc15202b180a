/** A share as one says it; a dash where nothing was there to measure. */
export const rateWords = (rate: number | null): string => (rate === null ? '—' : `${Math.round(rate * 1000) / 10}%`)
