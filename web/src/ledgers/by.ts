import type { LedgerRow } from '../api/types.ts'

/** Who reports, and who recorded it for them where somebody did. */
export function byOf(row: LedgerRow, t: (key: string, said?: Record<string, string>) => string): string {
  const name = row.by_name ?? t('person.erased')
  return row.recorded_by_name ? t('ledger.recorded', { name, recorder: row.recorded_by_name }) : name
}
