import { computed, watchEffect, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Board } from '../api/types.ts'
import { namesOf } from '../board/names.ts'
import { placesIn } from '../board/places.ts'
import { language } from '../i18n/index.ts'
import { spanWords } from './clockwords.ts'
import { provideBoard, type BoardContext } from './useBoardContext.ts'
import { useClock } from './useClock.ts'
import { usePlans } from './usePlans.ts'

/** Gives everything below a page what it may need of its board; what differs from page to page is `given`. */
export function provideBoardOf(
  board: ShallowRef<Board | null>,
  given: Pick<BoardContext, 'acts' | 'until' | 'openTask' | 'openMember' | 'openAuthority' | 'openAdd' | 'openPost' | 'wrote'>,
) {
  const { t } = useI18n()
  const now = useClock()
  const { want, planOf } = usePlans()
  const names = computed(() => (board.value ? namesOf(board.value) : new Map<string, string | null>()))
  const plans = computed(() => [...(board.value?.activations ?? []), ...(board.value?.aftermath ?? [])].map((one) => one.playbook))
  watchEffect(() => want(plans.value))

  provideBoard({
    ...given,
    lateBy: (due) => spanWords((given.until.value ? Date.parse(given.until.value) : now.value) - Date.parse(due), language.value),
    nameOf: (id) => names.value.get(id) ?? t('person.erased'),
    planOf: (one) => planOf(one.playbook),
    placesOf: (one) => placesIn(board.value, one, (id) => names.value.get(id) ?? ''),
  })
  return { planOf }
}
