/** The token in what somebody pasted: a whole sign-in link, or the token alone. */
export function tokenIn(pasted: string): string {
  const text = pasted.trim()
  const inLink = /[?&#]token=([^&\s#]+)/.exec(text)
  if (inLink) return decodeURIComponent(inLink[1] ?? '')
  return /^[\w.~+/=-]{8,}$/.test(text) && !text.includes('://') ? text : ''
}
