import { readonly, ref } from 'vue'

const STAYS = 2600
const said = ref('')
let timer: ReturnType<typeof setTimeout> | undefined

/** Says in a few words that something was done; gone by itself after a moment. */
export function say(words: string): void {
  clearTimeout(timer)
  said.value = words
  timer = setTimeout(() => (said.value = ''), STAYS)
}

/** What was said last, for the one place that shows it. */
export const useSaid = () => readonly(said)
