import { call } from './call.ts'

/** Where I must be, who leads me, and what I do now. */
export const readOwnScreen = (after?: number) => call('get', '/me/post', { query: { at_least: after } })

/** One's screen as of a position was before one's eyes: what it shows counts as read. */
export const sawOwnScreen = (position: number) => call('post', '/me/seen', { body: { position } })

/** One's shifts of the next days that are not open yet. */
export const readOwnRota = () => call('get', '/me/shifts', {})

/** A link to one's own calendar; it is told here once. */
export const makeOwnCalendar = (name: string) => call('post', '/me/calendars', { body: { name } })
export const revokeOwnCalendars = (): Promise<void> => call('delete', '/me/calendars', {})
