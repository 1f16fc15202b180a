import { ref, watch } from 'vue'
import type { OwnTask } from '../api/types.ts'

const NEXT: Record<OwnTask['state'], 'accept' | 'start' | 'complete' | null> = {
  waiting: null,
  locked: null,
  open: 'accept',
  accepted: 'start',
  started: 'complete',
  completed: null,
  cancelled: null,
}

/** The step that a task waits for; one that is done may still owe its report. */
export const nextOf = (task: OwnTask): 'accept' | 'start' | 'complete' | null =>
  task.state === 'completed' && task.report_owed ? 'complete' : NEXT[task.state]

/** What is done and only owes its report comes after all that is still to be done. */
export const paperwork = (task: OwnTask): number => Number(task.state === 'completed')

const KEY = 'pingzhan.large'
const large = ref(localStorage.getItem(KEY) === '1')
watch(large, (on) => localStorage.setItem(KEY, on ? '1' : '0'))

/** Whether everything is shown in large type; remembered on this device. */
export const useLargeType = () => ({ large })
