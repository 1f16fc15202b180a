import { call } from './call.ts'

/** Exchanges a sign-in token for the session cookie. */
export const openSession = (token: string) => call('post', '/session', { headers: { Authorization: `Bearer ${token}` } })

export const readSession = () => call('get', '/session', {})

export const closeSession = (): Promise<void> => call('delete', '/session', {})

/** The ways in which people may sign in here. */
export const readWays = () => call('get', '/session/ways', {})

export const openByPassword = (login: string, password: string) => call('post', '/session/password', { body: { login, password } })

/** Sets the password that the owner of an account chose, once, and signs them in. */
export const acceptInvite = (invite: string, password: string) => call('post', '/session/invite', { body: { invite, password } })

export const changePassword = (old: string, fresh: string): Promise<void> => call('put', '/session/password', { body: { old, new: fresh } })

export const closeEverywhere = (): Promise<void> => call('post', '/session/everywhere', {})

/** Where I must be, who leads me, and what I do now. */
export const readOwnScreen = (after?: number) => call('get', '/me/post', { query: { at_least: after } })

/** One's screen as of a position was before one's eyes: what it shows counts as read. */
export const sawOwnScreen = (position: number) => call('post', '/me/seen', { body: { position } })

/** One's shifts of the next days that are not open yet. */
export const readOwnRota = () => call('get', '/me/shifts', {})

/** A link to one's own calendar; it is told here once. */
export const makeOwnCalendar = (name: string) => call('post', '/me/calendars', { body: { name } })
export const revokeOwnCalendars = (): Promise<void> => call('delete', '/me/calendars', {})

/** Whose invitation it is; refused when it was used or is over. */
export const readInvitation = (invite: string) => call('post', '/session/invitation', { body: { invite } })
