import { ref } from 'vue'

const printing = ref(false)
addEventListener('beforeprint', () => (printing.value = true))
addEventListener('afterprint', () => (printing.value = false))
matchMedia('print').addEventListener('change', (paper) => (printing.value = paper.matches))

/** Whether the page is being put on paper, where all of it has to stand. */
export const usePrinting = () => printing
