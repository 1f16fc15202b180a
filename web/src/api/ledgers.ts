import { address, get } from './http.ts'
import type { LedgerLine, LedgerRow, Page } from './types.ts'

const of = (code: string): string => `/communities/${encodeURIComponent(code)}`

export const listLedgers = (code: string, drill: boolean): Promise<Page<LedgerLine>> => get(`${of(code)}/ledgers`, { drill: drill || undefined })

/** The reports on a form in their order; `next` is where to read on. */
export const listReports = (
  code: string,
  asked: { form: string; drill?: boolean; after?: number; limit: number },
): Promise<{ items: LedgerRow[]; next: number | null }> => get(`${of(code)}/reports`, asked)

/** The address of a whole ledger as a file. */
export const ledgerFile = (code: string, form: string, kind: 'xlsx' | 'csv', lang: string, drill: boolean): string =>
  address(`${of(code)}/ledgers/${encodeURIComponent(form)}.${kind}`, { lang, drill: drill || undefined })
