import { ref, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Problem } from '../api/problem.ts'
import type { OwnActivation, OwnScreen, OwnTask, Report } from '../api/types.ts'
import { say } from '../composables/useSaid.ts'
import type { Deed } from './deeds.ts'
import type { Fate } from './useUnsent.ts'
import { owesMuster, type Step } from './me.ts'

/** What the buttons of the screen do: each is kept until the server has it, and its outcome said. */
export function useDeeds(screen: ComputedRef<OwnScreen | null>, press: (deed: Deed, about: string) => Promise<Fate>) {
  const { t } = useI18n()
  const busy = ref(false)
  const problem = ref<Problem | null>(null)

  /** Does all of them; whether none was refused at once. */
  async function does(deeds: Deed[], about: string, words: string): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      const fates = await Promise.all(deeds.map((deed) => press(deed, about)))
      problem.value = fates.find((fate) => typeof fate === 'object') ?? null
      if (!problem.value) say(fates.includes('waits') ? t('me.waits') : words)
      return !problem.value
    } finally {
      busy.value = false
    }
  }

  const me = (): string => screen.value?.member ?? ''
  const running = (): OwnActivation[] => screen.value?.activations ?? []

  const imHere = (): Promise<boolean> =>
    does(running().filter(owesMuster).map((a) => ({ kind: 'muster', activation: a.id, member: me() })), t('me.imHere'), t('me.imHere'))

  const arrived = (activation: string, member: string, name: string): Promise<boolean> =>
    does([{ kind: 'muster', activation, member }], t('me.musterFor', { name }), t('me.arrived'))

  const leaves = (reason: string): Promise<boolean> =>
    does(running().filter((a) => a.posts.length).map((a) => ({ kind: 'decline', activation: a.id, member: me(), reason })), t('me.cannot'), t('me.gone'))

  const returns = (activation: string): Promise<boolean> =>
    does([{ kind: 'rejoin', activation, member: me() }], t('me.canCome'), t('me.welcome'))

  const steps = (task: OwnTask, step: Step, report?: Report): Promise<boolean> =>
    does([{ kind: 'task', task: task.id, verb: step, for: me(), report, seen: task.state }], `${t(`act.${step}`)}${t('mark.colon')}${task.title ?? ''}`, t(`did.${step}`))

  const hands = (task: OwnTask, to: string): Promise<boolean> =>
    does([{ kind: 'task', task: task.id, verb: 'reassign', for: me(), to, seen: task.state }], `${t('me.hand')}${t('mark.colon')}${task.title ?? ''}`, t('me.handed'))

  return { busy, problem, imHere, arrived, leaves, returns, steps, hands }
}
