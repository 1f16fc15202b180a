// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, test } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import { forgetDevice } from '../../src/me/device.ts'
import { useRota } from '../../src/me/useRota.ts'

let server: Server
let scope: EffectScope
let waiting: ServerResponse[]
const plain = globalThis.fetch
const OPEN = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'accept-language, content-type, x-pingzhan' }

/** A real server that answers when it is told to. */
beforeEach(async () => {
  waiting = []
  server = createServer((request, response) => {
    if (request.method === 'OPTIONS') response.writeHead(204, OPEN).end()
    else waiting.push(response)
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
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 8000
  while (!holds()) {
    assert.ok(Date.now() < end, 'it did not come to be so')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const told = (title: string) => JSON.stringify({ now: '2026-01-01T00:00:00Z', until: '2026-01-08T00:00:00Z', shifts: [{ activation: 'a', key: 'gate', title, grid: null, group: 'g', group_name: 'g', where: null, grid_name: null, starts_at: '2026-01-02T00:00:00Z', due_at: '2026-01-02T04:00:00Z', together: [] }] })

test('what was foreseen before somebody took a shift does not overtake what is foreseen since', async () => {
  const changes = ref('before')
  const { shifts } = scope.run(() => useRota(changes, ref([])))!
  await until(() => waiting.length === 1)
  changes.value = 'since'
  await until(() => waiting.length === 2)
  const [before, since] = waiting
  since?.writeHead(200, { ...OPEN, 'Content-Type': 'application/json' }).end(told('since'))
  await until(() => shifts.value.length === 1)
  before?.writeHead(200, { ...OPEN, 'Content-Type': 'application/json' }).end(told('before'))
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.deepEqual(shifts.value.map((one) => one.title), ['since'])
})
