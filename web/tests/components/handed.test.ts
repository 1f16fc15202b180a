// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { test } from 'vitest'
import { nextTick } from 'vue'
import type { Session } from '../../src/api/types.ts'
import { handed, justHanded } from '../../src/board/handed.ts'
import { useSession } from '../../src/composables/useSession.ts'

test('what was handed over is told to whoever did it, and not to the next one at the same device', async () => {
  const { session } = useSession()
  const signsIn = async (actor: string, role = 'secretary'): Promise<void> => {
    session.value = { actor, role } as Session
    await nextTick()
  }
  await signsIn('account:1')
  justHanded({ member: 'm1', name: '王', position: 7 } as Parameters<typeof justHanded>[0])
  await signsIn('account:1', 'deputy')
  assert.equal(handed.value?.name, '王')
  await signsIn('account:2')
  assert.equal(handed.value, null)
})
