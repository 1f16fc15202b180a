// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ref, shallowRef } from 'vue'
import type { Problem } from '../../src/api/problem.ts'
import type { RosterMember } from '../../src/api/types.ts'
import type { Edit } from '../../src/composables/useRosterEdits.ts'
import { useTurns } from '../../src/composables/useTurns.ts'
import type { Step } from '../../src/roster/steps.ts'

const person = (id: string, told: object = {}) => ({ id, name: `员${id}`, phone: '', unit: '', building: '', note: '', roles: [], seats: [], ...told }) as RosterMember

test('one step is taken back from among others, and none over what somebody else wrote since', async () => {
  const now = new Map([['1', person('1', { phone: '15400000001' })], ['2', person('2', { phone: '15400000009' })]])
  const step = (member: string): Step => ({ kind: 'changed', name: `员${member}`, member, said: { phone: '' }, left: person(member, { phone: `1540000000${member}` }) })
  const [steps, undone, problem] = [ref([step('1'), step('2')]), ref<Step[]>([]), shallowRef<Problem | null>(null)]
  const saved = async ({ member, apply }: Edit): Promise<Step> => {
    now.set(member, apply(now.get(member) ?? person(member)))
    return step(member)
  }
  const never = () => Promise.reject(new Error('not asked for'))
  const { undo } = useTurns({ steps, undone, problem, known: (id) => now.get(id), saved, takenOff: never, enrolled: never, queue: (work) => work(), ready: async () => true, refusedAt: () => undefined })
  const [first, second] = steps.value
  assert.ok(await undo(first))
  assert.deepEqual([now.get('1')?.phone, steps.value.length, undone.value.length], ['', 1, 1])
  assert.equal(await undo(second), undefined) // somebody else wrote another number since
  assert.deepEqual([now.get('2')?.phone, problem.value?.code], ['15400000009', 'undo_moved'])
})
