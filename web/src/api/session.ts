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

/** Whose invitation it is; refused when it was used or is over. */
export const readInvitation = (invite: string) => call('post', '/session/invitation', { body: { invite } })
