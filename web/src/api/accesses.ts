import { call, type Shape } from './call.ts'

export type AccessLine = Shape<'AccessLine'>
export type AccessKind = AccessLine['kind']

/** Who read personal data in a place, the latest first. */
export const listAccesses = (asked: { place?: string; kind?: AccessKind; actor?: string; from?: string; to?: string; after?: string }) => call('get', '/accesses', { query: { ...asked, limit: 100 } })

/** A name and phone in full, for a reason that a supervisor reads. */
export const reveal = (member: string, reason: string) => call('post', '/members/{id}/reveal', { path: { id: member }, body: { reason } })
