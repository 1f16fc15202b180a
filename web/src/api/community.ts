import { call } from './call.ts'
import { address, post } from './http.ts'
import { everyPage } from './pages.ts'
import type { AlertLine, CaseLine, CommunityLine, ImportResult, Written } from './types.ts'

const of = (code: string): string => `/communities/${encodeURIComponent(code)}`

export const listCommunities = (after?: string) => call('get', '/communities', { query: { limit: 1000, after } })

/** The first community that one may see. */
export const firstCommunity = async (): Promise<CommunityLine | undefined> => (await call('get', '/communities', { query: { limit: 1 } })).items[0]

/** Every community that one may see, page by page; `sofar` hears of each page. */
export const listAllCommunities = (sofar?: (count: number) => void): Promise<CommunityLine[]> => everyPage(listCommunities, sofar)

export const readCommunity = (code: string) => call('get', '/communities/{code}', { path: { code } })

export const readReadiness = (code: string) => call('get', '/communities/{code}/readiness', { path: { code } })

export const readRoster = (code: string, use?: 'call_tree') => call('get', '/communities/{code}/roster', { path: { code }, query: { for: use } })

export const readPlaybook = (id: string) => call('get', '/playbooks/{id}', { path: { id } })

export const listPlaybooks = () => call('get', '/playbooks', {})

/** The address of the 汇总表 as a spreadsheet, or of a blank one. */
export const rosterTable = (code: string): string => address(`${of(code)}/roster.xlsx`)
export const blankTable = (code: string): string => address(`${of(code)}/roster/template.xlsx`)

/** Sends a table; with `dryRun` nothing is written. */
export function importTable(code: string, table: File, dryRun: boolean): Promise<ImportResult> {
  const form = new FormData()
  form.append('file', table, table.name)
  return post(`${of(code)}/roster/imports`, form, { query: { dry_run: dryRun }, patience: 180_000 })
}

export const reportCase = (code: string, told: { grid: string | null; reported_at: string; ref: string }) =>
  call('post', '/communities/{code}/cases', { path: { code }, body: told })

/** The cases that are not over yet; the API tells them first. */
export const listOpenCases = async (code: string): Promise<CaseLine[]> =>
  (await call('get', '/communities/{code}/cases', { path: { code } })).items.filter((line) => line.open)

/** The alerts that stand; the API tells them first. */
export const listOpenAlerts = async (code: string): Promise<AlertLine[]> =>
  (await call('get', '/communities/{code}/alerts', { path: { code } })).items.filter((line) => line.open)

/** Puts a compound, or the whole community, on alert. */
export const raiseAlert = (code: string, told: { grid: string | null; reason: string }): Promise<Written> =>
  call('post', '/communities/{code}/alerts', { path: { code }, body: told })

export const liftAlert = (code: string, id: string, reason: string): Promise<Written> =>
  call('post', '/communities/{code}/alerts/{id}/lift', { path: { code, id }, body: { reason } })

export const readHistory = (code: string, asked: { limit: number; after?: number; order?: 'asc' | 'desc'; task?: string; member?: string; from?: string; to?: string }) =>
  call('get', '/communities/{code}/history', { path: { code }, query: asked })
