import { call } from './call.ts'
import { readHistory } from './community.ts'
import { everyPage } from './pages.ts'
import type { Assignment } from './types.ts'

/** What happened when, counted in equal steps. */
export const readTimeline = (code: string, asked: { from: string; to?: string; steps: number; figures?: boolean; drill?: boolean }) =>
  call('get', '/communities/{code}/timeline', { path: { code }, query: asked })

/** Which posts and tasks a person had at a moment, since when, and by whom. */
export const listAssignments = (code: string, asked: { member?: string; as_of: string; after?: string; limit: number }) =>
  call('get', '/communities/{code}/assignments', { path: { code }, query: asked })

/** Everybody's posts and tasks at a moment, page by page. */
export const listAllAssignments = (code: string, as_of: string): Promise<Assignment[]> => everyPage((after) => listAssignments(code, { as_of, after, limit: 1000 }))

/** What a person was told. */
export const listToldTo = (code: string, asked: { member: string; activation: string; limit: number }) =>
  call('get', '/communities/{code}/notices', { path: { code }, query: asked })

const TELLING = new Set(['nobody_reached.v1', 'notice_delivered.v1', 'told_withdrawn.v1'])

/** By then: that nobody reached a person, that somebody telephoned, or did not after all; each with its entry. */
export async function listReachedOf(code: string, asked: { member: string; to: string }) {
  const { items } = await readHistory(code, { ...asked, order: 'desc', limit: 1000 })
  return items.filter((line) => TELLING.has(line.type)).reverse()
}
