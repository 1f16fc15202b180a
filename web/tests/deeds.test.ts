import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { OwnActivation, OwnPost, OwnScreen, OwnTask } from '../src/api/types.ts'
import { isUndecided, isUntimely, sendingOf, withPressed, type Deed, type Pressed } from '../src/me/deeds.ts'
import { comingOf, firstOf, isClaimable, nextOf, owesMuster, standsAs } from '../src/me/me.ts'

const AT = '2026-03-02T04:00:00Z'
const NOW = Date.parse(AT)
const task = (more: Partial<OwnTask> = {}): OwnTask => ({ id: 't1', title: '送菜', group: 'supply', group_name: '保供组', grid: 'g1', grid_name: '槿园', state: 'open', due_at: null, starts_at: null, overdue: false, where: null, mine: true, free: false, places: 0, taken: false, lacking: 0, together: [], report_owed: false, form: null, ...more })
const post = (more: Partial<OwnPost> = {}): OwnPost => ({ group: 'supply', name: '保供组', grid: 'g1', grid_name: '槿园', position: 'member', since: AT, muster_by: AT, mustered_at: null, leads: false, leader: null, above: [], colleagues: [], ...more })
const running = (more: Partial<OwnActivation> = {}): OwnActivation => ({ id: 'a1', playbook: 'p', title: 'p', drill: false, started_at: AT, posts: [post()], declined: [], tasks: [task()], shifts: [], askings: [], answers: [], undo_until: null, planned_end: null, ...more })
const screen = (...activations: OwnActivation[]): OwnScreen => ({ member: 'me', name: '林', community: 'c', community_name: 'c', mode: 'wartime', position: 1, now: AT, ended: false, activations, elsewhere: [], unseen: 0 })
const pressed = (deed: Deed, more: Partial<Pressed> = {}): Pressed => ({ key: 'k', deed, at: AT, about: 'x', ...more })
const step = (verb: 'accept' | 'start' | 'complete', more: object = {}): Deed => ({ kind: 'task', task: 't1', verb, for: 'me', seen: 'open', ...more })
const shown = (before: OwnActivation, ...deeds: Deed[]) => withPressed(screen(before), deeds.map((deed) => pressed(deed))).activations[0]!

test('what was pressed stands on the screen, marked, before it is sent', () => {
  const after = shown(running(), { kind: 'muster', activation: 'a1', member: 'me' }, step('accept'), step('start'))
  assert.deepEqual([after.posts[0]?.mustered_at, after.posts[0]?.unsent], [AT, true])
  assert.deepEqual([after.tasks[0]?.state, after.tasks[0]?.unsent], ['started', true])
  const soon = pressed(step('accept'))
  assert.equal(withPressed(screen(running()), [soon], []).activations[0]?.tasks[0]?.unsent, false)
})

test('a task that is done leaves the screen, and one that owes its report stays', () => {
  const form = { id: 'f', name: { zh: 'f', en: 'f' }, fields: [] } as unknown as OwnTask['form']
  assert.deepEqual(shown(running(), step('complete')).tasks, [])
  assert.equal(shown(running({ tasks: [task({ form })] }), step('complete')).tasks[0]?.report_owed, true)
  assert.deepEqual(shown(running({ tasks: [task({ form })] }), step('complete', { report: { note: '好' } })).tasks, [])
})

test('who cannot come has given their posts up, and may have them again', () => {
  const gone = shown(running(), { kind: 'decline', activation: 'a1', member: 'me', reason: '' })
  assert.deepEqual([gone.posts.length, gone.declined.length, gone.tasks.length], [0, 1, 0])
  const back = shown(running(), { kind: 'decline', activation: 'a1', member: 'me', reason: '' }, { kind: 'rejoin', activation: 'a1', member: 'me' })
  assert.deepEqual([back.posts.length, back.declined.length, owesMuster(back)], [1, 0, true])
})

test('a lead says of others that they are there, and of nobody else', () => {
  const other = { member: 'li', name: '李', position: 'member', mustered_at: null, phone: '' } as const
  const led = running({ posts: [post({ leads: true, colleagues: [other, { ...other, member: 'sun' }] })] })
  const after = shown(led, { kind: 'muster', activation: 'a1', member: 'li' })
  assert.deepEqual(after.posts[0]?.colleagues.map((one) => one.mustered_at), [AT, null])
  assert.equal(after.posts[0]?.mustered_at, null)
  assert.deepEqual(shown(led, { kind: 'muster', activation: 'another', member: 'me' }), led)
})

test('the moment that was pressed is told, unless the server would not have it', () => {
  const deed = step('complete', { report: { note: '好' } })
  assert.deepEqual(sendingOf(pressed(deed)), { path: '/tasks/t1/complete', body: { for: 'me', seen: 'open', report: { note: '好' }, occurred_at: AT } })
  assert.equal('occurred_at' in sendingOf(pressed(deed, { timeless: true })).body, false)
  const muster: Deed = { kind: 'muster', activation: 'a 1', member: 'me' }
  assert.deepEqual(sendingOf(pressed(muster)), { path: '/activations/a%201/muster', body: { member: 'me', occurred_at: AT } })
})

test('only what nobody knows the end of is sent again', () => {
  const of = (status: number, code = 'x') => ({ status, code })
  assert.deepEqual([0, 429, 502, 503, 504].map((status) => isUndecided(of(status))), [true, true, true, true, true])
  assert.deepEqual([400, 403, 404, 409, 422, 500].map((status) => isUndecided(of(status))), [false, false, false, false, false, false])
  assert.ok(isUntimely(of(422, 'occurred_in_future')))
})

test('a shift is taken up by each, begins at its time, and is full at last', () => {
  const shift = (more: Partial<OwnTask>) => task({ places: 2, lacking: 1, starts_at: '2026-03-02T06:00:00Z', state: 'accepted', ...more })
  assert.equal(nextOf(shift({}), NOW), 'accept')
  assert.equal(nextOf(shift({ lacking: 0, mine: false }), NOW), null)
  // whoever was asked has their place, also when somebody came besides
  assert.equal(nextOf(shift({ lacking: 0 }), NOW), 'accept')
  assert.equal(nextOf(shift({ taken: true }), NOW), null)
  assert.equal(nextOf(shift({ taken: true }), NOW + 2 * 3_600_000), 'start')
})

test('a shift that was taken in a colleague’s place is one’s own at once, and theirs no more', () => {
  const shift = { id: 't1', mine: false, taken: false, places: 1, lacking: 1, people: [{ member: 'li', name: '李', taken: false }] } as unknown as OwnActivation['shifts'][number]
  const [mine] = shown(running({ tasks: [], shifts: [shift] }), step('accept', { relieves: 'li' })).shifts
  assert.deepEqual([mine?.mine, mine?.taken, mine?.people.map((one) => one.member)], [true, true, ['me']])
})

test('what is theirs comes before what anybody may take', () => {
  const free = task({ id: 'free', mine: false, free: true })
  assert.equal(firstOf([free, task()], NOW)?.id, 't1')
  assert.equal(firstOf([free, task({ state: 'waiting' })], NOW)?.id, 'free')
  assert.equal(firstOf([task({ mine: false })], NOW), null)
  // What a colleague has may be taken on by whoever sees it, and is nobody’s next step.
  assert.deepEqual([task({ mine: false }), task(), free, task({ mine: false, state: 'locked' })].map((one) => isClaimable(one, NOW)), [true, false, false, false])
})

test('a task of one\'s own says how it stands, and a shift whether one has taken it up oneself', () => {
  const said = (more: Partial<OwnTask>) => standsAs(task(more))
  assert.deepEqual((['open', 'accepted', 'started', 'completed', 'locked'] as const).map((state) => said({ state })), ['state.open', 'state.accepted', 'state.started', 'state.completed', null])
  assert.deepEqual([said({ state: 'started', mine: false }), said({ state: 'started', places: 2 }), said({ state: 'accepted', places: 2, taken: true }), said({ state: 'started', places: 2, taken: true })], [null, 'me.standing.asked', 'me.standing.taken', 'state.started'])
})

test('a shift that was taken up is told while nothing is to be done before it', () => {
  const later = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()
  const shift = task({ id: 'late', places: 2, taken: true, state: 'accepted', starts_at: later(30) })
  assert.equal(firstOf([shift], NOW), null)
  assert.equal(comingOf([shift, { ...shift, id: 'soon', starts_at: later(8) }, { ...shift, id: 'asked', taken: false, starts_at: later(1) }], NOW)?.id, 'soon')
  assert.equal(comingOf([{ ...shift, starts_at: later(-1) }], NOW), null)
})
