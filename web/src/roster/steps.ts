import { ref, type Ref } from 'vue'
import { useSession } from '../composables/useSession.ts'
import { t } from '../i18n/index.ts'
import type { RosterMember } from '../api/types.ts'
import type { Said } from './sheet.ts'

/** What was done to the roster, with what it takes to do the opposite. */
export type Step = { name: string } & (
  | { kind: 'changed'; member: string; said: Said; left: RosterMember }
  | { kind: 'added'; member: string }
  | { kind: 'removed'; person: RosterMember }
)

/** Kept while the app is open, for whoever is signed in: to leave the page takes nothing away. */
const kept = new Map<string, Ref<Step[]>>()
let whose = ''

export function stepsOf(code: string): Ref<Step[]> {
  const actor = useSession().session.value?.actor ?? ''
  if (actor !== whose) kept.clear()
  whose = actor
  const steps = kept.get(code) ?? ref<Step[]>([])
  kept.set(code, steps)
  return steps
}

const COLUMNS: Record<keyof Said, string> = { name: 'name', phone: 'phone', unit: 'unit', building: 'building', roles: 'role', seats: 'group' }

/** A step in a few words: 改了李某的电话. */
export function stepWords(step: Step): string {
  const { name } = step
  if (step.kind !== 'changed') return t(`rosterTable.step.${step.kind}`, { name })
  const what = (Object.keys(step.said) as (keyof Said)[]).map((field) => t(`rosterTable.col.${COLUMNS[field]}`))
  return t('rosterTable.step.changed', { name, what: what.join(t('mark.comma')) })
}
