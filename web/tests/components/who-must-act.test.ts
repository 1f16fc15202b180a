// @vitest-environment happy-dom
import assert from 'node:assert/strict'
import { test } from 'vitest'
import { computed, defineComponent, h } from 'vue'
import type { BoardActivation } from '../../src/api/types.ts'
import WhoMustAct from '../../src/board/WhoMustAct.vue'
import { provideBoard, type BoardContext } from '../../src/composables/useBoardContext.ts'
import '../../src/i18n/logging.ts'
import { shown } from './shown.ts'

const NAMES: Record<string, string> = { m1: '许虚杏', m2: '高模仁' }
const member = (id: string, phone: string) => ({ member: id, name: NAMES[id], phone, position: 'lead' })
const task = (id: string, assignees: string[]) => ({ id, title: '急危重症立即送医', state: 'open', assignees, due_at: '2026-03-02T03:10:00Z' })
const activation = (phone: string, assignees = ['m1']) =>
  ({ id: 'a', groups: [{ name: '医疗保障组', grid_name: '樟泉花园', members: [member('m1', phone), member('m2', '')], tasks: [task('t1', assignees), task('t2', ['m2'])] }] }) as unknown as BoardActivation

function after(one: BoardActivation, tasks: string[]) {
  const page = defineComponent({
    setup() {
      provideBoard({ acts: computed(() => true), nameOf: (id: string) => NAMES[id] ?? '' } as BoardContext)
      return () => h(WhoMustAct, { activation: one, tasks })
    },
  })
  return shown(page)
}

test('once something urgent is logged, who must act is named, by when, and may be dialled', () => {
  const page = after(activation('15400990001'), ['t1'])
  assert.match(page.text(), /请立即打电话/)
  assert.match(page.text(), /樟泉花园 医疗保障组 · 负责：许虚杏/)
  assert.match(page.text(), /11:10前/)
  assert.equal(page.get('[data-testid=call]').attributes('href'), 'tel:15400990001')
  assert.doesNotMatch(page.text(), /高模仁/)
})

test('where there is no phone, or nobody, that is said', () => {
  assert.match(after(activation(''), ['t1']).text(), /没有可拨的电话/)
  assert.match(after(activation('', []), ['t1']).text(), /还没有人负责/)
})
