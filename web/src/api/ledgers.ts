import { call } from './call.ts'
import { address } from './http.ts'

export const listLedgers = (code: string, drill: boolean) => call('get', '/communities/{code}/ledgers', { path: { code }, query: { drill } })

/** The reports on a form in their order; `next` is where to read on. */
export const listReports = (code: string, asked: { form: string; drill?: boolean; after?: number; limit: number }) =>
  call('get', '/communities/{code}/reports', { path: { code }, query: asked })

/** The address of a whole ledger as a file. */
export const ledgerFile = (code: string, form: string, kind: 'xlsx' | 'csv', lang: string, drill: boolean): string =>
  address(`/communities/${encodeURIComponent(code)}/ledgers/${encodeURIComponent(form)}.${kind}`, { lang, drill: drill || undefined })
