import { call, type Shape } from './call.ts'

export type Token = Shape<'TokenLine'>
export type Account = Shape<'AccountLine'>
export type Practice = Shape<'Practice'>
export type Practised = Shape<'Practised'>
export type PracticeAct = Shape<'PractiseBody'>['act']
export type EventExplained = Shape<'EventExplained'>

export const listTokens = (after?: string) => call('get', '/tokens', { query: { limit: 200, after } })

/** Makes a token; its secret is told here once. */
export const makeToken = (said: Shape<'TokenBody'>) => call('post', '/tokens', { body: said })
export const revokeToken = (id: string) => call('delete', '/tokens/{id}', { path: { id } })

export const listAccounts = (after?: string) => call('get', '/accounts', { query: { limit: 200, after } })

/** Makes an account; its invitation is told here once. */
export const makeAccount = (said: Shape<'AccountBody'>) => call('post', '/accounts', { body: said })
export const changeAccount = (id: string, said: Shape<'AccountChange'>) => call('patch', '/accounts/{id}', { path: { id }, body: said })
export const inviteAgain = (id: string) => call('post', '/accounts/{id}/invite', { path: { id } })
export const unlockAccount = (id: string) => call('post', '/accounts/{id}/unlock', { path: { id } })
export const signAccountOut = (id: string) => call('post', '/accounts/{id}/sign-out', { path: { id } })
export const eraseAccount = (id: string) => call('delete', '/accounts/{id}', { path: { id } })

export const readPractice = () => call('get', '/practice', {})
export const makePractice = () => call('post', '/practice', {})
export const practise = (act: PracticeAct) => call('post', '/practice/acts', { body: { act } })

export const readEventCatalogue = () => call('get', '/events/catalogue', {})
