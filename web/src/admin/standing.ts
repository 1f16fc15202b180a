import type { Account, Token } from '../api/admin.ts'
import { finder } from '../desk/sought.ts'

/** How an account stands: the first of these that fits. */
export const STANDINGS = ['disabled', 'locked', 'lapsed', 'invited', 'provider', 'active'] as const
export type Standing = (typeof STANDINGS)[number]
export const TAGS: Record<Standing, string> = { disabled: 'tag-war', locked: 'tag-war', lapsed: 'tag-alert', invited: 'tag-alert', provider: 'tag-peace', active: 'tag-peace' }

export function standingOf(account: Account, now: number): Standing {
  if (account.disabled) return 'disabled'
  if (account.locked_until && Date.parse(account.locked_until) > now) return 'locked'
  if (account.invited_until && !account.has_password) return Date.parse(account.invited_until) < now ? 'lapsed' : 'invited'
  return account.has_provider && !account.has_password ? 'provider' : 'active'
}

export interface Sought {
  words: string
  role: string
  place: string
  standing: Standing | ''
}

/** Those of many accounts that are looked for: every word somewhere, of a role, within a place, standing so. */
export function soughtAmong(accounts: Account[], { words, role, place, standing }: Sought, now: number): Account[] {
  const finds = finder(words)
  return accounts.filter(
    (one) =>
      (!role || one.role === role) &&
      one.place.startsWith(place.trim()) &&
      (!standing || standingOf(one, now) === standing) &&
      finds(`${one.name} ${one.login} ${one.place}`),
  )
}

const SOON = 14 * 86_400_000

/** Whether a token ends within two weeks, so that its owner can have another in time. */
export const endsSoon = (token: Token, now: number): boolean => token.expires_at !== null && Date.parse(token.expires_at) - now < SOON

/** Codes of places are of 2, 4, 6, 9 or 12 digits; nothing is everywhere. */
export const isPlace = (code: string): boolean => /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?$/.test(code.trim())
