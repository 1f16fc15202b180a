import { computed, nextTick, ref, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Board, BoardMember, BoardTask } from '../api/types.ts'
import type { Card } from '../board/order.ts'
import { whereOf } from '../board/where.ts'
import { t } from '../i18n/index.ts'
import { acting } from './useAct.ts'
import { say } from './useSaid.ts'

/**
 * Which sheet is open over the board, and on what.
 *
 * Held by id and looked up in every new board, so that an open sheet moves with the events.
 */
export function useBoardSheets(board: ShallowRef<Board | null>, cards: ComputedRef<Card[]>) {
  const cardKey = ref('')
  const taskId = ref('')
  const memberId = ref('')
  const activationId = ref('')
  const taskShown = ref(false)
  const memberShown = ref(false)
  const handing = ref(false)
  const undoing = ref(false)
  const ending = ref(false)
  const recovering = ref(false)
  const levelling = ref(false)
  const logging = ref(false)
  const forecasting = ref(false)
  const authorising = ref(false)
  const closing = ref(false)
  const adding = ref(false)
  const naming = ref(false)

  const card = computed(() => cards.value.find((one) => one.key === cardKey.value) ?? null)
  const task = computed(() => card.value?.group.tasks.find((one) => one.id === taskId.value) ?? null)
  const member = computed(() => card.value?.group.members.find((one) => one.member === memberId.value) ?? null)
  const activation = computed(() => board.value?.activations.find((one) => one.id === activationId.value) ?? null)

  const whole = [undoing, ending, recovering, levelling, logging, forecasting, authorising, closing, adding, naming]
  let what = ''
  /** A sheet over what somebody else has ended meanwhile has nothing left to do; a write of one's own speaks for itself. */
  watch([activation, acting], async ([now, writing]) => {
    if (now) what = whereOf(now)
    if (now || writing || !board.value) return
    await nextTick()
    const open = whole.filter((sheet) => sheet.value)
    if (!open.length) return
    for (const sheet of open) sheet.value = false
    say(t('board.endedElsewhere', { what }))
  })

  function openTask(on: Card, chosen: BoardTask): void {
    memberShown.value = false
    cardKey.value = on.key
    taskId.value = chosen.id
    taskShown.value = true
  }

  function openMember(on: Card, chosen: BoardMember): void {
    cardKey.value = on.key
    memberId.value = chosen.member
    memberShown.value = true
  }

  /** Who was looked at hands over; one sheet at a time. */
  function openHandOver(): void {
    memberShown.value = false
    handing.value = true
  }

  const openWith = (sheet: Ref<boolean>) => (id: string): void => {
    taskShown.value = false
    activationId.value = id
    sheet.value = true
  }

  /** For a group when it is added at one, else for any. */
  function openAdd(id: string, on = ''): void {
    cardKey.value = on
    openWith(adding)(id)
  }

  function openPost(on: Card): void {
    cardKey.value = on.key
    openWith(naming)(on.activation.id)
  }

  const choose = (id: string): void => {
    activationId.value = id
  }

  return {
    choose,
    taskCard: card,
    task,
    taskShown,
    memberCard: card,
    member,
    memberShown,
    memberId,
    handing,
    openHandOver,
    activation,
    undoing,
    ending,
    recovering,
    levelling,
    logging,
    forecasting,
    authorising,
    closing,
    adding,
    openAdd,
    naming,
    openPost,
    cardKey,
    openTask,
    openMember,
    openUndo: openWith(undoing),
    openStandDown: openWith(ending),
    openRecover: openWith(recovering),
    openLevel: openWith(levelling),
    openLog: openWith(logging),
    openForecast: openWith(forecasting),
    openAuthority: openWith(authorising),
  }
}
