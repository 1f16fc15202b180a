import { ref } from 'vue'

/** Whether what is shown goes on paper, where all of it stands and a day has its date; `usePrinting.ts` finds out. */
export const paper = ref(false)
