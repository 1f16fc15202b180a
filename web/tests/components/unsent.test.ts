// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, test } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import type { Deed, Pressed } from '../../src/me/deeds.ts'
import { forgetDevice, recall } from '../../src/me/device.ts'
import { useUnsent } from '../../src/me/useUnsent.ts'

interface Heard {
  path: string
  key: string
  body: Record<string, unknown>
}
type Reply = { status: number; body: object } | 'hang up'

let server: Server
let scope: EffectScope
let heard: Heard[]
let replies: Reply[]
const plain = globalThis.fetch
const OK: Reply = { status: 200, body: { position: 7 } }

/** The page of these tests lies elsewhere. */
const OPEN = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'accept-language, content-type, idempotency-key, x-pingzhan' }

/** A real server that answers as told, and then always yes. */
beforeEach(async () => {
  heard = []
  replies = []
  server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, OPEN).end()
    let text = ''
    request.on('data', (part) => (text += String(part)))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', key: String(request.headers['idempotency-key']), body: JSON.parse(text) as Heard['body'] })
      const reply = replies.shift() ?? OK
      if (reply === 'hang up') return void request.socket.destroy()
      response.writeHead(reply.status, { ...OPEN, 'Content-Type': 'application/json' }).end(JSON.stringify(reply.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  globalThis.fetch = (path, options) => plain(`http://127.0.0.1:${port}/${String(path)}`, options)
  scope = effectScope()
})

afterEach(async () => {
  scope.stop()
  forgetDevice()
  globalThis.fetch = plain
  await new Promise((resolve) => server.close(resolve))
})

const DEED: Deed = { kind: 'task', task: 't1', verb: 'accept', for: 'me', seen: 'open' }
const MUSTER: Deed = { kind: 'muster', activation: 'a1', member: 'me' }

function opened(member = 'me', isSure = true) {
  const [who, sure, done, dead] = [ref<string | null>(member), ref(isSure), [] as string[], ref(0)]
  const queue = scope.run(() => useUnsent(who, sure, { done: (one: Pressed, position) => done.push(`${one.about}@${position}`), dead: () => (dead.value += 1) }))!
  return { ...queue, who, sure, done, dead }
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 8000
  while (!holds()) {
    assert.ok(Date.now() < end, 'it did not come to be so')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('what is pressed is sent in its order, each once', async () => {
  const queue = opened()
  const fates = await Promise.all([queue.press(MUSTER, 'here'), queue.press(DEED, 'accept')])
  assert.deepEqual(fates, ['done', 'done'])
  assert.deepEqual(heard.map((one) => one.path), ['/api/v1/activations/a1/muster', '/api/v1/tasks/t1/accept'])
  assert.deepEqual([queue.done, queue.unsent.value], [['here@7', 'accept@7'], []])
  // what did not wait is not told of as what did
  assert.equal(queue.arrived.value, null)
})

test('an answer that is lost is asked for again as the same deed', async () => {
  replies = ['hang up', { status: 503, body: { code: 'too_busy' } }]
  const queue = opened()
  assert.equal(await queue.press(DEED, 'accept'), 'waits')
  assert.equal(queue.late.value.length, 1)
  queue.now()
  await until(() => heard.length === 2)
  await until(() => !queue.sending.value)
  queue.now()
  await until(() => queue.unsent.value.length === 0)
  assert.equal(new Set(heard.map((one) => `${one.key} ${JSON.stringify(one.body)}`)).size, 1)
  assert.deepEqual(queue.done, ['accept@7'])
  assert.deepEqual(queue.arrived.value?.ones.map((one) => one.about), ['accept'])
})

test('what is refused later is told until it is read, and the rest goes on', async () => {
  const before = opened('me', false)
  assert.deepEqual(await Promise.all([before.press(DEED, 'accept'), before.press(MUSTER, 'here')]), ['waits', 'waits'])
  assert.equal(heard.length, 0)
  scope.stop()
  scope = effectScope()
  replies = [{ status: 409, body: { code: 'task_closed' } }]
  const queue = opened('me', false)
  assert.equal(queue.late.value.length, 2)
  queue.sure.value = true
  await until(() => queue.unsent.value.length === 0)
  assert.deepEqual(queue.refusals.value.map((one) => one.problem.code), ['task_closed'])
  assert.deepEqual([queue.done, queue.arrived.value?.ones.map((one) => one.about)], [['here@7'], ['here']])
  queue.read(queue.refusals.value[0]!.key)
  assert.deepEqual(recall('refused.me'), [])
})

test('a report that is refused later keeps what was typed, over a reload, until it is put away', async () => {
  const written = { form: 'f_delivery', typed: [{ id: 'households', label: '户数', text: '12' }] }
  const deed: Deed = { kind: 'task', task: 't1', verb: 'complete', for: 'me', report: { households: 12 }, seen: 'started' }
  replies = [{ status: 409, body: { code: 'task_closed' } }]
  const before = opened('me', false)
  assert.equal(await before.press(deed, 'complete', written), 'waits')
  before.sure.value = true
  await until(() => before.refusals.value.length === 1)
  assert.equal('written' in heard[0]!.body || 'typed' in heard[0]!.body, false)
  scope.stop()
  scope = effectScope()
  const after = opened('me', false)
  assert.deepEqual([after.refusals.value[0]?.written, after.refusals.value[0]?.deed], [written, deed])
  after.read(after.refusals.value[0]!.key)
  assert.deepEqual(after.refusals.value, [])
})

test('a refusal at once is for whoever pressed to see', async () => {
  replies = [{ status: 422, body: { code: 'report_field' } }]
  const queue = opened()
  const fate = await queue.press(DEED, 'accept')
  assert.equal(typeof fate === 'object' && fate.code, 'report_field')
  assert.deepEqual([queue.unsent.value, queue.refusals.value], [[], []])
})

test('a clock that is wrong costs the time of the press, and not the deed', async () => {
  replies = [{ status: 422, body: { code: 'occurred_in_future' } }]
  const queue = opened()
  assert.equal(await queue.press(MUSTER, 'here'), 'done')
  assert.deepEqual(heard.map((one) => 'occurred_at' in one.body), [true, false])
  assert.notEqual(heard[0]?.key, heard[1]?.key)
})

test('nothing of one person is sent as another, and nobody in means nothing sent', async () => {
  const queue = opened('me', false)
  await queue.press(DEED, 'accept')
  queue.who.value = 'somebody else'
  queue.sure.value = true
  await nextTick()
  assert.deepEqual([queue.unsent.value, heard], [[], []])
  queue.who.value = 'me'
  replies = [{ status: 401, body: { code: 'token_invalid' } }]
  await nextTick()
  queue.now()
  await until(() => queue.dead.value === 1)
  assert.equal(queue.unsent.value.length, 1)
})
