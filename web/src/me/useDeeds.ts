import { ref, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Problem } from '../api/problem.ts'
import type { OwnActivation, OwnAsking, OwnScreen, OwnShift, OwnTask, Report } from '../api/types.ts'
import { say } from '../composables/useSaid.ts'
import type { Deed, Exchange, Written } from './deeds.ts'
import type { Fate } from './useUnsent.ts'
import { owesMuster, placesOf, type Step } from './me.ts'
import { typedOf } from './typed.ts'

const ABOUT: Record<Exchange, string> = { offer: 'me.pass', 'take-over': 'me.takeOver', 'turn-down': 'me.turnDown', withdraw: 'me.withdraw', reassign: 'me.hand' }
const SAID: Record<Exchange, string> = { offer: 'me.asked', 'take-over': 'me.tookOver', 'turn-down': 'me.turnedDown', withdraw: 'me.withdrew', reassign: 'me.handed' }

/** What the buttons of the screen do: each is kept until the server has it, and its outcome said. */
export function useDeeds(screen: ComputedRef<OwnScreen | null>, press: (deed: Deed, about: string, written?: Written) => Promise<Fate>) {
  const { t } = useI18n()
  const busy = ref(false)
  const problem = ref<Problem | null>(null)

  /** Does all of them; whether none was refused at once. */
  async function does(deeds: Deed[], about: string, words: string, written?: Written): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      const fates = await Promise.all(deeds.map((deed) => press(deed, about, written)))
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

  const steps = (task: OwnTask, step: Step, report?: Report): Promise<boolean> => {
    const written = report && { form: task.form?.id ?? '', typed: typedOf(report, task.form, placesOf(running().flatMap((a) => a.posts))) }
    return does([{ kind: 'task', task: task.id, verb: step, for: me(), report, seen: task.state, mine: task.mine || undefined }], `${t(`act.${step}`)}${t('mark.colon')}${task.title ?? ''}`, t(`did.${step}`), written)
  }

  /** Takes a shift up, in the place of whom one relieves or besides; `hours` says from when to when. */
  const relieves = (shift: OwnShift, member: string | undefined, hours: string): Promise<boolean> =>
    does([{ kind: 'task', task: shift.id, verb: 'accept', for: me(), relieves: member, mine: shift.mine || undefined }], `${t('me.take')}${t('mark.colon')}${shift.title ?? ''}`, t('me.tookShift', { hours }))

  /** A word about a task to or from a colleague; `to` is who is asked, or who asked. */
  const exchanges = (verb: Exchange, task: { id: string; title: string | null }, said: { to?: string; swap?: string; reason?: string } = {}): Promise<boolean> =>
    does([{ kind: 'task', task: task.id, verb, for: me(), ...said }], `${t(ABOUT[verb])}${t('mark.colon')}${task.title ?? ''}`, t(SAID[verb]))

  /** What is asked, answered by whoever was asked or, in their name, by whoever leads; or asked no more. */
  const answers = (verb: Exchange, one: OwnAsking): Promise<boolean> => {
    if (one.role !== 'leading') return exchanges(verb, one, { to: verb === 'withdraw' ? undefined : one.member })
    const [about, name] = verb === 'take-over' ? ['me.agreeFor', one.colleague_name] : ['me.declineFor', one.name]
    return does([{ kind: 'task', task: one.id, verb, for: one.colleague, to: one.member }], `${t(about)}${t('mark.colon')}${one.title ?? ''}`, t(verb === 'take-over' ? 'me.ledOver' : 'me.ledDown', { name: name ?? '' }))
  }

  return { busy, problem, imHere, arrived, leaves, returns, steps, relieves, exchanges, answers }
}
