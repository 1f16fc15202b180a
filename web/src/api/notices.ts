import { get } from './http.ts'
import type { NoticeLine, Page } from './types.ts'

/** Who was told what, the latest first; `unreached` are those to be phoned. */
export const listNotices = (
  code: string,
  asked: { activation: string; state?: string; after?: string; limit: number },
): Promise<Page<NoticeLine>> => get(`/communities/${encodeURIComponent(code)}/notices`, asked)
