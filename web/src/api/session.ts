import { get, request } from './http.ts'
import type { Session } from './types.ts'

/** Exchanges a sign-in token for the session cookie. */
export const openSession = (token: string): Promise<unknown> =>
  request('POST', '/session', { headers: { Authorization: `Bearer ${token}` } })

export const readSession = (): Promise<Session> => get<Session>('/session')

export const closeSession = (): Promise<void> => request('DELETE', '/session')
