import { address, get, post } from './http.ts'
import type { Written } from './activation.ts'
import type { AlertLine, CaseLine, CommunityLine, HistoryPage, ImportResult, Page, Playbook, PlaybookLine, Readiness, Roster } from './types.ts'

const of = (code: string): string => `/communities/${encodeURIComponent(code)}`

export const listCommunities = (after?: string): Promise<Page<CommunityLine>> =>
  get('/communities', { limit: 1000, after })

export const readCommunity = (code: string): Promise<CommunityLine> => get(of(code))

export const readReadiness = (code: string): Promise<Readiness> => get(`${of(code)}/readiness`)

export const readRoster = (code: string): Promise<Roster> => get(`${of(code)}/roster`)

export const readPlaybook = (id: string): Promise<Playbook> => get(`/playbooks/${encodeURIComponent(id)}`)

export const listPlaybooks = (): Promise<Page<PlaybookLine>> => get('/playbooks')

/** The address of the 汇总表 as a spreadsheet, or of a blank one. */
export const rosterTable = (code: string): string => address(`${of(code)}/roster.xlsx`)
export const blankTable = (code: string): string => address(`${of(code)}/roster/template.xlsx`)

/** Sends a table; with `dryRun` nothing is written. */
export function importTable(code: string, table: File, dryRun: boolean): Promise<ImportResult> {
  const form = new FormData()
  form.append('file', table, table.name)
  return post(`${of(code)}/roster/imports`, form, { query: { dry_run: dryRun }, patience: 180_000 })
}

export const reportCase = (
  code: string,
  told: { grid: string | null; reported_at: string; ref: string },
): Promise<{ id: string }> => post(`${of(code)}/cases`, told)

/** The cases that are not over yet; the API tells them first. */
export const listOpenCases = async (code: string): Promise<CaseLine[]> =>
  (await get<Page<CaseLine>>(`${of(code)}/cases`)).items.filter((line) => line.open)

/** The alerts that stand; the API tells them first. */
export const listOpenAlerts = async (code: string): Promise<AlertLine[]> =>
  (await get<Page<AlertLine>>(`${of(code)}/alerts`)).items.filter((line) => line.open)

/** Puts a compound, or the whole community, on alert. */
export const raiseAlert = (code: string, told: { grid: string | null; reason: string }): Promise<Written> => post(`${of(code)}/alerts`, told)

export const liftAlert = (code: string, id: string, reason: string): Promise<Written> =>
  post(`${of(code)}/alerts/${encodeURIComponent(id)}/lift`, { reason })

export const readHistory = (
  code: string,
  asked: { limit: number; after?: number; task?: string; from?: string; to?: string },
): Promise<HistoryPage> => get(`${of(code)}/history`, asked)
