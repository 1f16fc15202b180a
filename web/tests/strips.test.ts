import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { PlanEvent, PlanGroup, PlanTask } from '../src/api/types.ts'
import { spanOf } from '../src/composables/spans.ts'
import { answersTo, byUrgency, findTask, flowsOf, followersOf, isOurTime, needsGrid, stripsOf } from '../src/plan/strips.ts'

const task = (id: string, due: PlanTask['due'], more: Partial<PlanTask> = {}): PlanTask => ({ id, title: id, due, ...more })
const group = (id: string, ...tasks: PlanTask[]): PlanGroup => ({ id, name: id, mission: '', lead_role: null, deputy_role: null, per: 'grid', staffing: [], tasks })
const event = (id: string, ...phases: string[]): PlanEvent => ({ id, name: { zh: id, en: id }, phases })

test('spans are read as the API tells them', () => {
  assert.equal(spanOf('PT300S'), 300_000)
  assert.equal(spanOf('P1DT3600S'), 90_000_000)
  assert.equal(spanOf('PT2H30M'), 9_000_000)
  assert.equal(spanOf('-PT60S'), -60_000)
  assert.equal(spanOf('soon'), 0)
  assert.equal(spanOf(undefined), 0)
})

test('offsets stand in the order of time, whatever group they are of', () => {
  const groups = [group('a', task('a2', { kind: 'offset', plus: 'PT3600S' })), group('b', task('b1', { kind: 'offset', plus: 'PT300S' }), task('b2', { kind: 'offset', plus: 'PT3600S' }))]
  const [strip] = stripsOf({ groups, levels: [] })
  assert.deepEqual(strip?.stops.map((stop) => stop.tasks.map((one) => one.task.id)), [['b1'], ['a2', 'b2']])
})

test('a line of several hours stands at each of them, with its own end', () => {
  const daily = task('a', { kind: 'daily', at: ['17:00:00', '11:00:00'], until: ['19:00:00', '13:00:00'] })
  const [strip] = stripsOf({ groups: [group('a', daily)], levels: [] })
  assert.deepEqual(strip?.stops.map((stop) => [stop.due.at, stop.due.until]), [
    [['11:00:00'], ['13:00:00']],
    [['17:00:00'], ['19:00:00']],
  ])
})

test('levels stand from the lowest to the highest, then by time', () => {
  const groups = [group('a', task('high', { kind: 'level', level: 'III', plus: 'PT60S' }), task('late', { kind: 'level', level: 'IV', plus: 'PT7200S' }), task('soon', { kind: 'level', level: 'IV', plus: 'PT60S' }))]
  const [strip] = stripsOf({ groups, levels: ['IV', 'III'] })
  assert.deepEqual(strip?.stops.map((stop) => stop.tasks[0]?.task.id), ['soon', 'late', 'high'])
})

test('what comes closer to a forecast time stands further on', () => {
  const groups = [group('a', task('near', { kind: 'before', target: 'landfall', minus: 'PT3600S' }), task('far', { kind: 'before', target: 'landfall', minus: 'P1D' }))]
  assert.deepEqual(stripsOf({ groups, levels: [] })[0]?.stops.map((stop) => stop.tasks[0]?.task.id), ['far', 'near'])
})

test('a procedure shows its phases in their order, from the line that begins it', () => {
  const groups = [group('a', task('call', { kind: 'phase', phase: 'handled' }), task('handle', { kind: 'phase', phase: 'dispatched' }), task('dispatch', { kind: 'phase', phase: 'start' }, { begins: 'dispatched' }), task('other', { kind: 'event', event: 'rumour' }))]
  const flows = flowsOf({ groups, events: { logged: event('logged', 'dispatched', 'handled'), rumour: event('rumour'), unused: event('unused') } })
  assert.deepEqual(flows.map((flow) => flow.event), ['logged', 'rumour'])
  assert.deepEqual(flows[0]?.steps.map((step) => [step.phase, step.tasks[0]?.task.id]), [[null, 'dispatch'], ['dispatched', 'handle'], ['handled', 'call']])
})

test('a task knows what follows it, and whether its time is ours', () => {
  const groups = [group('a', task('one', { kind: 'offset', plus: 'PT60S' }, { basis: 'source' }), task('two', { kind: 'offset', plus: 'PT120S' }, { pre: ['one'] }))]
  assert.deepEqual(followersOf({ groups }, 'one').map((one) => one.task.id), ['two'])
  assert.equal(isOurTime(findTask({ groups }, 'one')?.task ?? task('', { kind: 'offset' })), false)
  assert.equal(isOurTime(findTask({ groups }, 'two')?.task ?? task('', { kind: 'offset' }, { basis: 'seed' })), true)
})

test('who logs something says where, when a group of every compound ever answers it', () => {
  const whole = (id: string, ...tasks: PlanTask[]): PlanGroup => ({ ...group(id, ...tasks), per: 'community' })
  const events = { logged: event('logged', 'dispatched'), rumour: event('rumour'), visit: event('visit') }
  const dispatch = task('dispatch', { kind: 'phase', phase: 'start' }, { begins: 'dispatched' })
  const answer = task('answer', { kind: 'event', event: 'rumour' })
  const handle = task('handle', { kind: 'phase', phase: 'dispatched' })
  const call = task('call', { kind: 'interval', every: 'P1D' }, { each: 'visit' })
  const groups = [whole('desk', dispatch, answer), group('medical', handle, call)]
  assert.deepEqual(answersTo({ groups, events }, 'logged').map((one) => one.task.id), ['dispatch', 'handle'])
  assert.deepEqual(['logged', 'rumour', 'visit'].map((id) => needsGrid({ groups, events }, id)), [true, false, true])
  const named = [whole('desk', dispatch, { ...handle, group_from: 'handling_group' }), group('medical')]
  assert.equal(needsGrid({ groups: named, events }, 'logged'), true)
})

test('what has to be answered within minutes stands first among what may be logged', () => {
  const on = (event: string, plus: string) => task(event, { kind: 'event', event, plus })
  const groups = [group('a', on('rumour', 'PT7200S'), on('fire', 'PT600S'), on('exit', 'PT1800S'), on('heart', 'PT300S'))]
  const events = Object.fromEntries(['rumour', 'note', 'fire', 'exit', 'heart'].map((id) => [id, event(id)]))
  const known = byUrgency({ groups, events })
  assert.deepEqual(known.map((one) => one.event.id), ['heart', 'fire', 'rumour', 'exit', 'note'])
  assert.deepEqual(known.map((one) => one.urgent), [true, true, false, false, false])
})
