import { computed, onScopeDispose, ref, shallowReactive, shallowRef, watch, type Ref } from 'vue'
import { freshKey, post } from '../api/http.ts'
import { problemOf, type Problem } from '../api/problem.ts'
import { serverNow } from '../composables/useClock.ts'
import { isUndecided, isUntimely, sendingOf, type Deed, type Pressed, type Refusal, type Written } from './deeds.ts'
import { keep, onKept, recall } from './device.ts'

/** What became of a press as far as is known soon: done, waiting on the device, or refused. */
export type Fate = 'done' | 'waits' | Problem

/** Milliseconds: a hand waits no longer than `soon`, a sending no longer than `patience`. */
const WAITS = { soon: 3000, patience: 12_000, again: 2000, most: 30_000 }
/** So many of what was sent are shown until the screen has caught up. */
const REMEMBERED = 20
/** A server that stumbles over a deed so often will not do it. */
const TRIES = 4

/** What waited and has gone out, with the moment by the server's clock. */
export interface Arrived {
  ones: Pressed[]
  at: string
}

interface Watching {
  /** The server has it, and what changed may be read as of the position. */
  done: (one: Pressed, position: number) => void
  /** Nobody is let in by what this device has. */
  dead: (problem: Problem) => void
}

/**
 * What somebody pressed, until the server has it: kept on the device over a reload and a closed tab,
 * sent in its order as soon as there is a network, each the same however often it is sent.
 *
 * `sure` says that the server has told who they are: nothing of one person is sent as another.
 */
export function useUnsent(member: Ref<string | null>, sure: Ref<boolean>, watching: Watching) {
  const unsent = shallowRef<Pressed[]>([])
  /** What the server has, with the position as of which it is to be read. */
  const sent = shallowRef<(Pressed & { position: number })[]>([])
  /** Those of what waited that have gone out since nothing was waiting, and when the last of them did. */
  const arrived = shallowRef<Arrived | null>(null)
  const refusals = shallowRef<Refusal[]>([])
  const sending = ref(false)
  /** Pressed just now: whoever pressed sees what becomes of it at once. */
  const waiting = shallowReactive(new Map<string, (fate: Fate) => void>())
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = WAITS.again
  let tries = 0

  const queue = (): string => `unsent.${member.value ?? ''}`
  const told = (): string => `refused.${member.value ?? ''}`

  function load(): void {
    unsent.value = recall<Pressed[]>(queue()) ?? []
    refusals.value = recall<Refusal[]>(told()) ?? []
  }

  function change(turn: (before: Pressed[]) => Pressed[]): void {
    unsent.value = turn(recall<Pressed[]>(queue()) ?? [])
    keep(queue(), unsent.value)
  }

  function note(turn: (before: Refusal[]) => Refusal[]): void {
    refusals.value = turn(recall<Refusal[]>(told()) ?? [])
    keep(told(), refusals.value)
  }

  const drop = (key: string): void => change((before) => before.filter((one) => one.key !== key))
  const read = (key: string): void => note((before) => before.filter((one) => one.key !== key))

  function settle(one: Pressed, fate: Fate): void {
    const heard = waiting.get(one.key)
    waiting.delete(one.key)
    if (typeof fate === 'object' && !heard) note((before) => [...before, { ...one, problem: fate }])
    heard?.(fate)
  }

  /** Keeps the deed, sends it, and says what became of it; after a moment, that it waits. */
  function press(deed: Deed, about: string, written?: Written): Promise<Fate> {
    const one: Pressed = { key: freshKey(), deed, about, at: new Date(serverNow()).toISOString(), written }
    change((before) => [...before, one])
    return new Promise((resolve) => {
      waiting.set(one.key, resolve)
      setTimeout(() => waiting.delete(one.key) && resolve('waits'), WAITS.soon)
      void flush()
    })
  }

  /** Sends one; whether the next may follow. */
  async function send(one: Pressed): Promise<boolean> {
    const { path, body } = sendingOf(one)
    try {
      const { position } = await post<{ position: number }>(path, body, { headers: { 'Idempotency-Key': one.key }, patience: WAITS.patience })
      sent.value = [...sent.value.slice(-REMEMBERED), { ...one, position }]
      if (!waiting.has(one.key)) arrived.value = { ones: [...(arrived.value?.ones ?? []), one], at: new Date(serverNow()).toISOString() }
      drop(one.key)
      settle(one, 'done')
      watching.done(one, position)
    } catch (thrown) {
      return refused(one, problemOf(thrown))
    }
    pause = WAITS.again
    tries = 0
    return true
  }

  function refused(one: Pressed, problem: Problem): boolean {
    if (problem.status === 401) {
      watching.dead(problem)
      return false
    }
    if (isUntimely(problem)) {
      // Nothing was done: without the device's word for when, it is another request.
      change((before) => before.map((each) => (each.key === one.key ? { ...each, key: `${one.key}.now`, timeless: true } : each)))
      const heard = waiting.get(one.key)
      if (heard) waiting.set(`${one.key}.now`, heard)
      waiting.delete(one.key)
      return true
    }
    tries += 1
    if (isUndecided(problem) || (problem.status >= 500 && tries < TRIES)) {
      settle(one, 'waits')
      return false
    }
    tries = 0
    drop(one.key)
    settle(one, problem)
    return true
  }

  async function sendAll(): Promise<void> {
    load()
    for (let one = unsent.value[0]; one; one = unsent.value[0]) if (!(await send(one))) break
  }

  /** Sends what waits, in its order; one tab at a time where the browser can tell. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (sending.value || !member.value || !unsent.value.length) return
    if (!sure.value || !navigator.onLine) return unsent.value.forEach((one) => settle(one, 'waits'))
    sending.value = true
    try {
      await (navigator.locks ? navigator.locks.request('pingzhan.me', sendAll) : sendAll())
    } finally {
      sending.value = false
    }
    if (!unsent.value.length) return
    timer = setTimeout(flush, pause)
    pause = Math.min(pause * 2, WAITS.most)
  }

  function now(): void {
    pause = WAITS.again
    void flush()
  }

  // Whose link has ended is told what was not sent, as long as the page is open.
  watch(
    member,
    (is) => {
      arrived.value = null
      if (is) load()
    },
    { immediate: true },
  )
  watch(sure, () => void flush())
  window.addEventListener('online', now)
  const deaf = onKept(queue, load)
  onScopeDispose(() => {
    clearTimeout(timer)
    deaf()
    window.removeEventListener('online', now)
  })
  const late = computed(() => unsent.value.filter((one) => !waiting.has(one.key)))
  // What waits anew is another lot, and is told by itself.
  watch(() => late.value.length, (now, before) => void (before === 0 && now > 0 && (arrived.value = null)))
  return { unsent, sent, late, arrived, refusals, sending: computed(() => sending.value), press, now, drop, read }
}
