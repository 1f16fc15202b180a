import { call } from './call.ts'
import { address, request, requestTagged, type Tagged } from './http.ts'
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

/** What a person holds now: posts, and tasks that are not done. */
export const readHeld = async (code: string, member: string) =>
  (await call('get', '/communities/{code}/assignments', { path: { code }, query: { member, limit: 1000 } })).items.filter((one) => one.to === null)

const TOLD = ['member_enrolled', 'member_left', 'contact_changed', 'role_granted', 'role_revoked', 'seat_assigned', 'seat_vacated', 'grid_drawn', 'member_erased']

/** The events that change a roster, live. */
export const rosterEvents = (code: string): string => address('/events/stream', { community: code, type: TOLD.join() })
