import { call } from './call.ts'
import type { NoticeState } from './types.ts'

/** Who was told what, the latest first, and how many people know; `unreached` are those to be phoned. */
export const listNotices = (code: string, asked: { activation: string; state?: NoticeState | 'unreached' | 'unconfirmed'; after?: string; limit: number; at_least?: number }) =>
  call('get', '/communities/{code}/notices', { path: { code }, query: asked })
