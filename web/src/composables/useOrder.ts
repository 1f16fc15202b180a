import { computed, reactive } from 'vue'
import type { ActivationOrder } from '../api/types.ts'
import { momentOf } from './clockwords.ts'

/** What is being ordered before the click: the form of 一键启动. */
export function useOrder() {
  const form = reactive({
    playbook: '',
    whole: false,
    grids: [] as string[],
    reason: '',
    musterPoint: '',
    case: '',
    authority: '',
    plannedEnd: '',
    drill: false,
  })

  /** The first field that an order cannot do without and does not have yet. */
  const lacks = computed(() => (!form.whole && !form.grids.length ? 'scope' : !form.reason.trim() ? 'reason' : ''))

  /** The order as the API takes it, empty fields left out. */
  function order(): ActivationOrder {
    const said = (text: string): string | undefined => text.trim() || undefined
    return {
      playbook: form.playbook,
      scope: form.whole ? { community: true } : { grids: [...form.grids] },
      reason: form.reason.trim(),
      muster_point: said(form.musterPoint),
      case_ref: said(form.case),
      authority: said(form.authority),
      planned_end: form.plannedEnd ? momentOf(form.plannedEnd) : undefined,
      drill: form.drill || undefined,
    }
  }

  return { form, lacks, order }
}
