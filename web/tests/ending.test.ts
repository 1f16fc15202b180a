import { describe, expect, it } from 'vitest'
import type { CampaignLine } from '../src/api/campaigns.ts'
import { mayUndo, stateOf, stretchOf, toEnd } from '../src/campaign/ending.ts'

const campaign = (changed: Partial<CampaignLine>): CampaignLine =>
  ({ state: 'finished', started_at: '2026-01-22T18:00:00Z', total: 10, activated: 8, already: 2, failed: 1, waiting: 1, ending: false, ended: 0, undo: false, undone: 0, kept: 0, ...changed }) as CampaignLine

describe('what a campaign has to end', () => {
  it('is what it activated and what did not run before', () => {
    expect(toEnd(campaign({}))).toBe(6)
    expect(toEnd(campaign({ ending: true, ended: 4, kept: 1 }))).toBe(2)
  })
  it('may be taken back for five minutes', () => {
    const begun = Date.parse('2026-01-22T18:00:00Z')
    expect(mayUndo(campaign({}), begun + 299_000)).toBe(true)
    expect(mayUndo(campaign({}), begun + 300_000)).toBe(false)
  })
})

describe('how far a campaign got', () => {
  it('counts outcomes while it activates', () => {
    expect(stretchOf(campaign({}))).toMatchObject({ of: 10, done: 9, well: 8, ill: 1 })
  })
  it('counts what is over and what goes on while it ends', () => {
    const { figures, ...bar } = stretchOf(campaign({ ending: true, state: 'ending', ended: 4, kept: 1 }))
    expect(bar).toEqual({ of: 6, done: 5, well: 4, ill: 1 })
    expect(figures.map((one) => [one.id, one.n, one.bad])).toEqual([
      ['ended', 4, false],
      ['kept', 1, true],
      ['still', 1, false],
    ])
  })
  it('tells what was taken back apart from what was stood down', () => {
    const taken = campaign({ ending: true, undo: true, state: 'ended', ended: 6, undone: 6 })
    expect(stretchOf(taken).figures.map((one) => [one.id, one.n])).toEqual([
      ['undone', 6],
      ['kept', 0],
      ['still', 0],
    ])
    expect(stateOf(taken)).toBe('undone')
    expect(stateOf(campaign({ ending: true, undo: true, state: 'ending' }))).toBe('undoing')
    const both = campaign({ ending: true, state: 'ended', ended: 6, undone: 4 })
    expect([stateOf(both), ...stretchOf(both).figures.map((one) => one.n)]).toEqual(['ended', 2, 4, 0, 0])
  })
})
