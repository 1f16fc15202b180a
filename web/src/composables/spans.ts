const SPAN = /^(-)?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000]

/** An ISO 8601 span such as `PT300S` or `P1DT3600S` in milliseconds; 0 when it is none. */
export function spanOf(told: string | null | undefined): number {
  const found = SPAN.exec(told ?? '')
  if (!found) return 0
  const sum = UNITS.reduce((total, unit, at) => total + unit * Number(found[at + 2] ?? 0), 0)
  return found[1] ? -sum : sum
}
