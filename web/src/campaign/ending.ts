import type { CampaignLine } from '../api/campaigns.ts'

/** Milliseconds within which a click may be taken back. */
const UNDO_WITHIN = 5 * 60_000

/** How many communities a campaign activated that were not ended with it. */
export const toEnd = (campaign: CampaignLine): number => campaign.activated - campaign.already - campaign.ended

/** In which state it is, in a word: an end that takes the clicks back is no stand-down. */
export const stateOf = (campaign: CampaignLine): string => (campaign.undo && campaign.state === 'ending' ? 'undoing' : campaign.ended > 0 && campaign.ended === campaign.undone && campaign.state === 'ended' ? 'undone' : campaign.state)

/** Whether it is under way: activating, or ending. */
export const goesOn = (campaign: CampaignLine): boolean => campaign.state === 'running' || campaign.state === 'ending'

/** Whether it was begun so lately that a click of it may still be taken back. */
export const mayUndo = (campaign: CampaignLine, now: number): boolean => now - Date.parse(campaign.started_at) < UNDO_WITHIN

export interface Stretch {
  /** Communities in all, and those that are settled: well, or not. */
  of: number
  done: number
  well: number
  ill: number
  figures: { id: string; n: number; bad: boolean }[]
}

/** How far it got with what it is doing: activating, or once somebody asked for that, ending. */
export function stretchOf(campaign: CampaignLine): Stretch {
  const { total, activated, already, failed, waiting, ended, undone, kept } = campaign
  if (campaign.ending) {
    const of = activated - already
    const done = ended + kept
    const down = { id: 'ended', n: ended - undone, bad: false }
    const back = { id: 'undone', n: undone, bad: false }
    const figures = [
      ...(down.n || !campaign.undo ? [down] : []),
      ...(back.n || campaign.undo ? [back] : []),
      { id: 'kept', n: kept, bad: kept > 0 },
      { id: 'still', n: of - done, bad: false },
    ]
    return { of, done, well: ended, ill: kept, figures }
  }
  const figures = [
    { id: 'activated', n: activated - already, bad: false },
    { id: 'alreadyRan', n: already, bad: false },
    { id: 'failed', n: failed, bad: failed > 0 },
    { id: 'waiting', n: waiting, bad: false },
  ]
  return { of: total, done: total - waiting, well: activated, ill: failed, figures }
}
