import { t } from '../i18n/index.ts'

/** Codes of the API that have words of their own, beside those that only tell the status of an answer. */
const WORDED = ['timeout', 'unreachable', 'name_unresolved', 'tls', 'target_private', 'redirect', 'broken', 'skipped']

/** In words why a delivery was not accepted; a code that nobody wrote words for stays as it is. */
export function refusalWords(code: string): string {
  const status = /^status_(\d+)$/.exec(code)?.[1]
  if (status) return t('hooks.why.status', { status })
  return WORDED.includes(code) ? t(`hooks.why.${code}`) : code
}
