import type { TaskVerb } from '../api/activation.ts'
import type { BoardTask, TaskState } from '../api/types.ts'

/** Acts that ask for words or a person first. */
export const NEEDS_WORDS: ReadonlySet<TaskVerb> = new Set(['complete', 'reassign', 'reopen', 'cancel', 'note'])

const NEXT: Record<TaskState, TaskVerb | null> = {
  waiting: null,
  locked: null,
  open: 'accept',
  accepted: 'start',
  started: 'complete',
  completed: null,
  cancelled: null,
}

const OTHERS: Record<TaskState, TaskVerb[]> = {
  waiting: ['reassign', 'cancel', 'note'],
  locked: ['reassign', 'cancel', 'note'],
  open: ['start', 'complete', 'reassign', 'cancel', 'note'],
  accepted: ['complete', 'reassign', 'cancel', 'note'],
  started: ['reassign', 'cancel', 'note'],
  completed: ['reopen', 'note'],
  cancelled: ['reopen', 'note'],
}

/** The step that a task waits for. */
export const nextVerb = (task: BoardTask): TaskVerb | null => NEXT[task.state]

/** What else may be done with it. */
export const otherVerbs = (task: BoardTask): TaskVerb[] => OTHERS[task.state]
