import { address, fetchFile, type Taken } from './http.ts'
import type { Shape } from './call.ts'

const of = (code: string): string => `/communities/${encodeURIComponent(code)}`

/** A bundle of evidence: what happened, as a file that proves itself. Long logs take their time. */
export const takeEvidence = (code: string, asked: Shape<'EvidenceBody'>): Promise<Taken> => fetchFile('POST', `${of(code)}/evidence`, { body: asked, patience: 600_000 })

export type TableKind = 'xlsx' | 'csv'

/** The addresses of tables to take out. */
export const historyTable = (code: string, kind: TableKind, asked: { from?: string; to?: string; lang: string }): string => address(`${of(code)}/history.${kind}`, asked)
export const assignmentTable = (code: string, kind: TableKind, asked: { as_of?: string; activation?: string; lang: string }): string => address(`${of(code)}/assignments.${kind}`, asked)
export const districtTable = (kind: TableKind, asked: { place?: string; lang: string }): string => address(`/communities.${kind}`, asked)
