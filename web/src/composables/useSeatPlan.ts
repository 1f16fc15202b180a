import { computed, ref, type Ref } from 'vue'
import type { Problem } from '../api/problem.ts'
import type { RosterMember } from '../api/types.ts'
import { usePlaybookWords } from './usePlaybookWords.ts'

const KEY = 'pingzhan.seatplan'
/** Where nobody has a seat yet. */
export const USUAL_PLAN = 'eight_groups_epidemic'

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** Whose groups the seats of the table are: what was chosen on this device, else the plan that seats most people. */
const chosen = ref(remembered())

export function useSeatPlan(members: Ref<RosterMember[]>) {
  const { plans, settled, readAgain } = usePlaybookWords()

  const seats = computed(() => {
    const counts = new Map<string, number>()
    for (const member of members.value) for (const seat of member.seats) counts.set(seat.playbook, (counts.get(seat.playbook) ?? 0) + 1)
    return counts
  })
  /** Every plan that has groups, with how many are seated there. */
  const choices = computed(() => plans.value.filter((plan) => plan.groups.length).map((plan) => ({ id: plan.id, name: plan.title, seats: seats.value.get(plan.id) ?? 0 })))
  const most = computed(() => [...seats.value].sort((a, b) => b[1] - a[1]).find(([id]) => plans.value.some((plan) => plan.id === id))?.[0] ?? USUAL_PLAN)

  const playbook = computed({
    get: () => (choices.value.some((one) => one.id === chosen.value) ? chosen.value : most.value),
    set(id: string) {
      chosen.value = id
      try {
        localStorage.setItem(KEY, id)
      } catch {
        // A full or forbidden store: it lasts as long as the page.
      }
    },
  })
  const plan = computed(() => plans.value.find((one) => one.id === playbook.value) ?? null)
  /** The plans could not be read: without them there is nothing to choose from. */
  const problem = computed<Problem | null>(() => (settled.value && !plans.value.length ? { status: 0, code: 'unreachable' } : null))
  return { playbook, choices, plan, problem, readAgain }
}
