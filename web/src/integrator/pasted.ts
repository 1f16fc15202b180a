import curl from './recipes/curl.sh?raw'
import follow from './recipes/follow.sh?raw'
import node from './recipes/node.mjs?raw'
import python from './recipes/python.py?raw'
import browser from './recipes/browser.js?raw'
import receiver from './recipes/receiver.py?raw'
import receiverNode from './recipes/receiver.mjs?raw'
import redis from './recipes/redis.py?raw'

/** Recipes by what their reader has to fill in: a token, a webhook's secret, or where Redis is. */
export const NEEDS = {
  curl: 'token',
  follow: 'token',
  python: 'token',
  node: 'token',
  browser: 'token',
  receiver: 'secret',
  receiverNode: 'secret',
  redis: 'redis',
} as const
export type Kind = keyof typeof NEEDS
export const KINDS = Object.keys(NEEDS) as Kind[]
const UNSAID = { token: 'pz_…', secret: 'whsec_…', redis: 'redis://127.0.0.1:6379/0' }

const TURNS = `
import os

client = redis.Redis.from_url(os.environ["REDIS"])
while True:
    take_turns(client, "pingzhan:events", "platform", "worker-1", lambda event: print(event["id"], event["type"], flush=True))
`
const inPython = (code: string): string => `python3 - <<'END'\n${code}END\n`
const inNode = (code: string): string => `node --input-type=module - <<'END'\n${code}END\n`

/** A recipe as it is pasted: with the address, and with what its reader filled in. */
export function pasted(kind: Kind, address: string, filled: string): string {
  // whatever else was pasted with it must not end the quotes
  const said = filled.replace(/[^\w\-+/=:@.?&%]/g, '') || UNSAID[NEEDS[kind]]
  const settings = `export PINGZHAN='${address}' TOKEN='${said}'\n`
  const secret = `export WEBHOOK_SECRET='${said}' PORT="\${PORT:-8080}"\n`
  switch (kind) {
    case 'curl':
      return settings + curl
    case 'follow':
      return `${settings}bash <<'END'\n${follow}END\n`
    case 'python':
      return settings + inPython(python)
    case 'node':
      return settings + inNode(node)
    case 'browser':
      return `const token = '${said}'\nconst heard = console.log\n${browser}`
    case 'receiver':
      return secret + inPython(receiver)
    case 'receiverNode':
      return secret + inNode(receiverNode)
    case 'redis':
      return `export REDIS='${said}'\n${inPython(redis + TURNS)}`
  }
}

/** What a token may read first, by the scopes that it is narrowed to. */
const FIRST = { 'webhooks:write': 'webhooks', 'practice:write': 'practice' } as const

/** A call that tries a token out, as it is pasted: of what its scopes let it read. */
export function tried(address: string, token: string, scopes: string[]): string {
  const only = scopes.some((one) => !(one in FIRST)) ? undefined : scopes.find((one): one is keyof typeof FIRST => one in FIRST)
  const first = only ? FIRST[only] : 'events?after=0&limit=3'
  return `export PINGZHAN='${address}' TOKEN='${token}'\ncurl -sS -H "Authorization: Bearer $TOKEN" "$PINGZHAN/api/v1/${first}"\n`
}

/** How a shell follows events after a position, with the filter that the page has. */
export function following(address: string, after: string, filter: Record<string, string>): string {
  const asked = new URLSearchParams(Object.entries(filter).filter(([, value]) => value))
  return `export PINGZHAN='${address}' TOKEN='pz_…'\ncurl -sN -H "Authorization: Bearer $TOKEN" -H 'Last-Event-ID: ${after}' \\\n  "$PINGZHAN/api/v1/events/stream${asked.size ? `?${asked}` : ''}"\n`
}
