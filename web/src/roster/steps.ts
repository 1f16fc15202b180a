import { ref, type Ref } from 'vue'
import { useSession } from '../composables/useSession.ts'
import { t } from '../i18n/index.ts'
import type { RosterMember } from '../api/types.ts'
import type { Fault } from '../composables/useRosterEdits.ts'
import type { Said } from './sheet.ts'

/** What was done to the roster, with what it takes to do the opposite; `left` is the person as it left them. */
export type Step = { name: string } & (
  | { kind: 'changed'; member: string; said: Said; left: RosterMember }
  | { kind: 'added'; member: string; left: RosterMember }
  | { kind: 'removed'; person: RosterMember }
)

/** The steps that were done, the opposites of those that were taken back, and what could not be saved. */
export interface Desk {
  done: Ref<Step[]>
  undone: Ref<Step[]>
  faults: Ref<Map<string, Fault>>
}

/** Kept while the app is open, for whoever is signed in: to leave the page takes nothing away. */
const kept = new Map<string, Desk>()
let whose = ''

export function deskOf(code: string): Desk {
  const actor = useSession().session.value?.actor ?? ''
  if (actor !== whose) kept.clear()
  whose = actor
  const desk = kept.get(code) ?? { done: ref<Step[]>([]), undone: ref<Step[]>([]), faults: ref(new Map<string, Fault>()) }
  kept.set(code, desk)
  return desk
}

const COLUMNS: Record<keyof Said, string> = { name: 'name', phone: 'phone', unit: 'unit', building: 'building', roles: 'role', seats: 'group' }
/** What was done where its opposite is at hand. */
const OPPOSITE = { added: 'removed', removed: 'added' } as const

/** A step in a few words, 改了李某的电话; of the opposite of a step, that step. */
export function stepWords(step: Step, isOpposite = false): string {
  const { name } = step
  if (step.kind !== 'changed') return t(`rosterTable.step.${isOpposite ? OPPOSITE[step.kind] : step.kind}`, { name })
  const what = (Object.keys(step.said) as (keyof Said)[]).map((field) => t(`rosterTable.col.${COLUMNS[field]}`))
  return t('rosterTable.step.changed', { name, what: what.join(t('mark.comma')) })
}
