// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import BottomSheet from '../../src/components/BottomSheet.vue'
import FoldedList from '../../src/components/FoldedList.vue'
import MusterClock from '../../src/board/MusterClock.vue'
import ModeBadge from '../../src/components/ModeBadge.vue'
import ProblemNote from '../../src/components/ProblemNote.vue'
import { useLanguage } from '../../src/i18n/index.ts'
import type { Card } from '../../src/board/order.ts'
import { shown } from './shown.ts'

afterEach(async () => {
  await useLanguage('zh')
  document.body.innerHTML = ''
})

test('a mode is told by word and sign, never by its colour alone', () => {
  const words = (['peacetime', 'alert', 'wartime', 'recovery'] as const).map((mode) => {
    const badge = shown(ModeBadge, { props: { mode } })
    expect(badge.find('svg').exists(), mode).toBe(true)
    return badge.text()
  })
  expect(words).toEqual(['平时', '预警', '战时', '恢复'])
})

test('a problem is told in the language in use, and another language at once', async () => {
  const message = { zh: '任务已办结', en: 'The task is closed' }
  const note = shown(ProblemNote, { props: { problem: { status: 409, code: 'task_closed', message } } })
  expect(note.get('[role=alert]').text()).toBe('任务已办结')
  await useLanguage('en')
  await nextTick()
  expect(note.get('[role=alert]').text()).toBe('The task is closed')
})

test('a problem says in which cell it is, and may be tried again', async () => {
  const retry = vi.fn()
  const note = shown(ProblemNote, { props: { problem: { status: 422, code: 'phone_invalid', cell: 'G4', message: { zh: '号码不对', en: 'Wrong' } }, retry } })
  expect(note.text()).toContain('G4')
  await note.get('[data-testid=retry]').trigger('click')
  expect(retry).toHaveBeenCalledOnce()
})

test('what one may not do is not offered a second time', () => {
  const note = shown(ProblemNote, { props: { problem: { status: 403, code: 'scope_too_narrow', message: { zh: '不含', en: 'Not' } }, retry: vi.fn() } })
  expect(note.find('[data-testid=retry]').exists()).toBe(false)
})

test('a problem that nobody wrote words for still tells its code', () => {
  const note = shown(ProblemNote, { props: { problem: { status: 500, code: 'never_heard_of' } } })
  expect(note.text()).toContain('never_heard_of')
  expect(shown(ProblemNote, { props: { problem: null } }).find('[role=alert]').exists()).toBe(false)
})

test('a long list shows a few lines and says how many more there are', () => {
  const lines = Array.from({ length: 9 }, (_, n) => `第${n}行`)
  const list = shown(FoldedList, { props: { lines, few: 4 } })
  expect(list.get('ul').findAll('li')).toHaveLength(4)
  expect(list.get('summary').text()).toContain('5')
  expect(list.get('details').findAll('li').map((li) => li.text())).toEqual(lines.slice(4))
  expect(shown(FoldedList, { props: { lines: lines.slice(0, 4), few: 4 } }).find('details').exists()).toBe(false)
})

const AT = Date.parse('2025-03-01T02:00:00Z')
const card = (by: string | null, mustered: (string | null)[]): Card =>
  ({ group: { muster_by: by, members: mustered.map((mustered_at, n) => ({ member: String(n), mustered_at })) } }) as unknown as Card

test('a muster clock counts down, and then counts who is absent', () => {
  const clock = (by: string | null, mustered: (string | null)[]): string => shown(MusterClock, { props: { card: card(by, mustered), at: AT } }).text()
  expect(clock('2025-03-01T02:12:05Z', [null, 'x'])).toBe('到岗还剩12:05')
  expect(clock('2025-03-01T01:59:00Z', [null, 'x', null])).toContain('2')
  expect(clock('2025-03-01T02:12:05Z', ['x', 'x'])).toBe('')
  expect(clock(null, [null])).toBe('')
})

test('a sheet takes the focus, closes by Escape and gives the focus back', async () => {
  const before = document.createElement('button')
  document.body.append(before)
  before.focus()
  const sheet = shown(BottomSheet, { props: { show: false, title: '任务', 'onUpdate:show': (show: boolean) => sheet.setProps({ show }) } })
  await sheet.setProps({ show: true })
  await nextTick()
  expect(document.querySelector('.panel')?.contains(document.activeElement)).toBe(true)
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  await nextTick()
  await nextTick()
  expect(sheet.props('show')).toBe(false)
  expect(document.activeElement).toBe(before)
})

test('of two sheets only the upper one hears the keys', async () => {
  const open = (title: string) => {
    const sheet = shown(BottomSheet, { props: { show: false, title, 'onUpdate:show': (show: boolean) => sheet.setProps({ show }) } })
    return sheet
  }
  const [lower, upper] = [open('下'), open('上')]
  for (const sheet of [lower, upper]) {
    await sheet.setProps({ show: true })
    await nextTick()
  }
  const escape = async (): Promise<void> => {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    await nextTick()
    await nextTick()
  }
  await escape()
  expect([lower.props('show'), upper.props('show')]).toEqual([true, false])
  await escape()
  expect(lower.props('show')).toBe(false)
})
