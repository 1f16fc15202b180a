import type { CampaignOrder } from '../api/campaigns.ts'
import { momentOf } from '../composables/clockwords.ts'

/** What is being ordered for an area, before the click. */
export interface CampaignForm {
  area: string
  playbook: string
  reason: string
  authority: string
  plannedEnd: string
  drill: boolean
}

export const blankForm = (): CampaignForm => ({ area: '', playbook: '', reason: '', authority: '', plannedEnd: '', drill: false })

/** The order as the API takes it, empty fields left out. */
export const orderOf = (form: CampaignForm): CampaignOrder => ({
  playbook: form.playbook,
  reason: form.reason.trim(),
  authority: form.authority.trim() || undefined,
  planned_end: form.plannedEnd ? momentOf(form.plannedEnd) : undefined,
  drill: form.drill,
  forecasts: {},
})
