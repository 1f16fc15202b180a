import { call, type Shape } from './call.ts'
import type { Written } from './types.ts'

export type CampaignOrder = Shape<'CampaignBody'>
export type CampaignLine = Shape<'CampaignLine'>
export type CampaignProgress = Shape<'CampaignProgress'>
export type Outcome = Shape<'Outcome'>
export type ClickForeseen = Shape<'ClickForeseen'>

/** Campaigns over a place or something in it, the latest first. */
export const listCampaigns = (code: string, after?: string) => call('get', '/organisation/{code}/activations', { path: { code }, query: { after, limit: 20 } })

/** What the click would do in a page of communities; writes nothing. */
export const foreseeCampaign = (code: string, order: CampaignOrder, after?: string) =>
  call('post', '/organisation/{code}/activations/preview', { path: { code }, query: { after, limit: 25 }, body: order, patience: 120_000 })

/** The same key never starts a second campaign. */
export const startCampaign = (code: string, order: CampaignOrder, key: string) =>
  call('post', '/organisation/{code}/activations', { path: { code }, body: order, headers: { 'Idempotency-Key': key }, patience: 60_000 })

/** How far it got and why not further: cheap enough to be asked each second. */
export const readCampaign = (code: string, id: string) => call('get', '/organisation/{code}/activations/{id}/progress', { path: { code, id } })

/** The same with every community's outcome: for when somebody asks for all that failed. */
export const readOutcomes = (code: string, id: string) => call('get', '/organisation/{code}/activations/{id}', { path: { code, id } })

export const stopCampaign = (code: string, id: string) => call('post', '/organisation/{code}/activations/{id}/stop', { path: { code, id } })

/** Ends whatever it activated, community by community, or takes the clicks back. */
export const endCampaign = (code: string, id: string, reason: string, undo: boolean): Promise<Written> =>
  call('post', '/organisation/{code}/activations/{id}/end', { path: { code, id }, body: { reason, undo } })

/** Goes on with whatever has no activation yet, failed ones included; or with ending it. */
export const resumeCampaign = (code: string, id: string) => call('post', '/organisation/{code}/activations/{id}/resume', { path: { code, id } })
