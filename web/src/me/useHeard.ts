import { computed, ref, type Ref } from 'vue'
import type { OwnAnswer } from '../api/types.ts'
import { keep, recall } from './device.ts'

/** So many answers that were put away are remembered; the server tells none for longer than a day. */
const REMEMBERED = 50

/** What colleagues answered, without what was put away on this device. */
export function useHeard(answers: Ref<OwnAnswer[]>) {
  const heard = ref(recall<string[]>('heard') ?? [])
  const keyOf = (one: OwnAnswer): string => `${one.id} ${one.at}`
  const news = computed(() => answers.value.filter((one) => !heard.value.includes(keyOf(one))))
  function putAway(one: OwnAnswer): void {
    heard.value = [...heard.value, keyOf(one)].slice(-REMEMBERED)
    keep('heard', heard.value)
  }
  return { news, putAway }
}
