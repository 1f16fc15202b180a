import { get } from './http.ts'
import type { Assignment, NoticeLine, Page, TimeLine } from './types.ts'

const of = (code: string): string => `/communities/${encodeURIComponent(code)}`

/** What happened when, counted in equal steps. */
export const readTimeline = (code: string, asked: { from: string; to?: string; steps: number }): Promise<TimeLine> => get(`${of(code)}/timeline`, asked)

/** Which posts and tasks a person had at a moment, since when, and by whom. */
export const listAssignments = (code: string, asked: { member: string; as_of: string; limit: number }): Promise<Page<Assignment>> =>
  get(`${of(code)}/assignments`, asked)

/** What a person was told. */
export const listToldTo = (code: string, asked: { member: string; activation: string; limit: number }): Promise<Page<NoticeLine>> =>
  get(`${of(code)}/notices`, asked)
