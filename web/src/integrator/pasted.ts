import curl from './recipes/curl.sh?raw'
import follow from './recipes/follow.sh?raw'
import node from './recipes/node.mjs?raw'
import python from './recipes/python.py?raw'
import browser from './recipes/browser.js?raw'

export const KINDS = ['curl', 'follow', 'python', 'node', 'browser'] as const
export type Kind = (typeof KINDS)[number]

/** A recipe as it is pasted: with the address and the token of whoever reads it. */
export function pasted(kind: Kind, address: string, token: string): string {
  // whatever else was pasted with it must not end the quotes
  const said = token.replace(/[^\w-]/g, '') || 'pz_…'
  if (kind === 'browser') return `const token = '${said}'\nconst heard = console.log\n${browser}`
  const settings = `export PINGZHAN='${address}' TOKEN='${said}'\n`
  if (kind === 'curl') return settings + curl
  if (kind === 'follow') return `${settings}bash <<'END'\n${follow}END\n`
  return `${settings}${kind === 'python' ? 'python3' : 'node --input-type=module'} - <<'END'\n${kind === 'python' ? python : node}END\n`
}
