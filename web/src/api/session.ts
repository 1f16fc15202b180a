import { get, request } from './http.ts'
import type { OwnScreen, Session, Ways } from './types.ts'

/** Exchanges a sign-in token for the session cookie. */
export const openSession = (token: string): Promise<unknown> =>
  request('POST', '/session', { headers: { Authorization: `Bearer ${token}` } })

export const readSession = (): Promise<Session> => get<Session>('/session')

export const closeSession = (): Promise<void> => request('DELETE', '/session')

/** The ways in which people may sign in here. */
export const readWays = (): Promise<Ways> => get<Ways>('/session/ways')

export const openByPassword = (login: string, password: string): Promise<unknown> =>
  request('POST', '/session/password', { body: { login, password } })

/** Sets the password that the owner of an account chose, once, and signs them in. */
export const acceptInvite = (invite: string, password: string): Promise<unknown> =>
  request('POST', '/session/invite', { body: { invite, password } })

export const changePassword = (old: string, fresh: string): Promise<void> =>
  request('PUT', '/session/password', { body: { old, new: fresh } })

export const closeEverywhere = (): Promise<void> => request('POST', '/session/everywhere')

/** Where I must be, who leads me, and what I do now. */
export const readOwnScreen = (after?: number): Promise<OwnScreen> => get<OwnScreen>('/me/post', { at_least: after })
