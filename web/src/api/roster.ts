import { request, requestTagged, type Tagged } from './http.ts'
import type { Roster, Written } from './types.ts'
import type { Said } from '../roster/sheet.ts'

const of = (code: string): string => `/communities/${encodeURIComponent(code)}`
const one = (member: string): string => `/members/${encodeURIComponent(member)}`
const held = (version: string | null): Record<string, string> => (version ? { 'If-Match': version } : {})

/** The roster, and the version of the community that it is of. */
export const readSheet = (code: string, atLeast?: number): Promise<Tagged<Roster>> => requestTagged('GET', `${of(code)}/roster`, { query: { at_least: atLeast } })

export const enrol = (code: string, said: Said, key: string): Promise<Tagged<Written & { id: string }>> =>
  requestTagged('POST', `${of(code)}/members`, { body: said, headers: { 'Idempotency-Key': key } })

export const change = (member: string, said: Said, version: string | null): Promise<Tagged<Written>> => requestTagged('PATCH', one(member), { body: said, headers: held(version) })

export const remove = (member: string): Promise<Written> => request('DELETE', one(member))
