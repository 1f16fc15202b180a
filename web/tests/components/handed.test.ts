// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { beforeEach, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Board, Session } from '../../src/api/types.ts'
import { forgetDevice } from '../../src/me/device.ts'

const told = { code: '110000000000', member: 'm1', name: '王', position: 7, words: '已移交', activations: ['a1'], titles: { 'a1/g1/sec': '松园 安保', 't9': '巡逻' } }

/** The page anew, as after a reload: its modules know nothing but what the device kept. */
async function opened() {
  vi.resetModules()
  const { useSession } = await import('../../src/composables/useSession.ts')
  const { session } = useSession()
  const signsIn = async (actor: string, role = 'secretary'): Promise<void> => {
    session.value = { actor, role } as Session
    await nextTick()
  }
  return { signsIn, ...(await import('../../src/board/handed.ts')) }
}

const board = (...activations: object[]): Board => ({ activations }) as unknown as Board
const running = (id: string, ...groups: object[]): object => ({ id, groups })

beforeEach(() => {
  vi.useRealTimers()
  forgetDevice()
})

test('what was handed over is told to whoever did it, and not to the next one at the same device', async () => {
  const page = await opened()
  await page.signsIn('account:1')
  page.justHanded(told)
  await page.signsIn('account:1', 'deputy')
  assert.equal(page.handed.value?.name, '王')
  await page.signsIn('account:2')
  assert.equal(page.handed.value, null)
  const reloaded = await opened()
  await reloaded.signsIn('account:2')
  assert.equal(reloaded.handed.value, null)
})

test('the way back is still there after a reload, until its time is over or it was taken', async () => {
  const page = await opened()
  await page.signsIn('account:1')
  page.justHanded(told)
  const reloaded = await opened()
  await reloaded.signsIn('account:1')
  assert.deepEqual([reloaded.handed.value?.position, reloaded.handed.value?.until], [7, page.handed.value?.until])
  vi.useFakeTimers({ now: Date.now() + 10 * 60_000 + 1 })
  const late = await opened()
  await late.signsIn('account:1')
  assert.equal(late.handed.value, null)
  vi.useRealTimers()
  late.justHanded(told)
  late.forgetHanded()
  const taken = await opened()
  await taken.signsIn('account:1')
  assert.equal(taken.handed.value, null)
})

test('nothing is offered back once what it was in has ended', async () => {
  const { mayReturn } = await opened()
  const one = { ...told, until: 0 }
  assert.deepEqual([mayReturn(one, board(running('a1'))), mayReturn(one, board(running('a2'))), mayReturn(one, board())], [true, false, false])
})

test('what stayed is told by its title, though the board has it no more', async () => {
  const { namesOf } = await opened()
  const stayed = { posts: [{ activation: 'a1', group: 'sec', grid: 'g1' }], tasks: [{ id: 't9' }, { id: 'unheard.of' }] }
  assert.deepEqual(namesOf(stayed, { ...told, until: 0 }, board()), ['松园 安保', '巡逻'])
  const group = { group: 'sec', name: '安全保卫组', grid: 'g1', grid_name: '松园', tasks: [{ id: 't9', title: '巡逻东门' }] }
  assert.deepEqual(namesOf(stayed, { ...told, until: 0 }, board(running('a1', group))), ['松园 安全保卫组', '巡逻东门'])
})
