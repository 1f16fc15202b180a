// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import HoldButton from '../../src/components/HoldButton.vue'
import { shown } from './shown.ts'

const LONG_ENOUGH = 1600
const FRAMES = ['requestAnimationFrame', 'cancelAnimationFrame', 'performance', 'setTimeout', 'clearTimeout', 'Date'] as const
beforeEach(() => void vi.useFakeTimers({ toFake: [...FRAMES] }))
afterEach(() => void vi.useRealTimers())

const button = () => shown(HoldButton, { props: { label: '按住启动' } })

test('it counts only when it was held to the end, and once', async () => {
  const held = button()
  await held.get('button').trigger('pointerdown', { button: 0 })
  vi.advanceTimersByTime(LONG_ENOUGH)
  await held.get('button').trigger('pointerup')
  window.dispatchEvent(new Event('pointerdown'))
  expect(held.emitted('held')).toHaveLength(1)
})

test('whoever holds too long presses nothing of what comes to lie under the finger', async () => {
  const under = document.body.appendChild(document.createElement('button'))
  const pressed = vi.fn()
  under.addEventListener('click', pressed)
  const held = button()
  await held.get('button').trigger('pointerdown', { button: 0 })
  vi.advanceTimersByTime(LONG_ENOUGH)
  held.unmount()
  for (const kind of ['pointerup', 'touchend', 'click']) under.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }))
  expect(pressed).not.toHaveBeenCalled()
  for (const kind of ['pointerdown', 'pointerup', 'click']) under.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }))
  expect(pressed).toHaveBeenCalledOnce()
  under.remove()
})

test('letting go earlier, or sliding off, takes it back', async () => {
  for (const end of ['pointerup', 'pointerleave', 'pointercancel', 'blur']) {
    const held = button()
    await held.get('button').trigger('pointerdown', { button: 0 })
    vi.advanceTimersByTime(900)
    await held.get('button').trigger(end)
    vi.advanceTimersByTime(LONG_ENOUGH)
    expect(held.emitted('held'), end).toBeUndefined()
    held.unmount()
  }
})

test('Enter and Space are held as a finger is; other keys do nothing', async () => {
  const held = button()
  await held.get('button').trigger('keydown', { key: 'a' })
  vi.advanceTimersByTime(LONG_ENOUGH)
  expect(held.emitted('held')).toBeUndefined()
  await held.get('button').trigger('keydown', { key: 'Enter' })
  vi.advanceTimersByTime(LONG_ENOUGH)
  expect(held.emitted('held')).toHaveLength(1)
})

test('whoever can only click is asked to click once more', async () => {
  const held = button()
  vi.advanceTimersByTime(5000)
  await held.get('button').trigger('click')
  expect(held.emitted('held')).toBeUndefined()
  expect(held.get('[role=status]').text()).toBe('再按一次确认启动')
  await held.get('button').trigger('click')
  expect(held.emitted('held')).toHaveLength(1)
})

test('while it works it takes no further press', async () => {
  const held = shown(HoldButton, { props: { label: '按住启动', busy: true } })
  await held.get('button').trigger('pointerdown', { button: 0 })
  await held.get('button').trigger('keydown', { key: 'Enter' })
  vi.advanceTimersByTime(LONG_ENOUGH)
  expect(held.emitted('held')).toBeUndefined()
  expect(held.get('button').attributes('aria-disabled')).toBe('true')
})
