import { inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { BoardActivation, BoardMember, BoardTask, Playbook } from '../api/types.ts'
import type { Card } from '../board/order.ts'
import type { Places } from '../forms/reporting.ts'

/** What every part of the board may need: names, whether it may act, and how to open a sheet. */
export interface BoardContext {
  /** Whether buttons act: live, and by somebody who may write. */
  acts: ComputedRef<boolean>
  /** The past moment that is looked at; nothing when the board is live. */
  until: ComputedRef<string | undefined>
  /** How long something was overdue at the board's moment, as a span. */
  lateBy: (due: string) => string
  nameOf: (member: string) => string
  /** The plan that an activation runs, once it is read. */
  planOf: (activation: BoardActivation) => Playbook | undefined
  /** Whom and what a form may name. */
  placesOf: (activation: BoardActivation) => Places
  openTask: (card: Card, task: BoardTask) => void
  openMember: (card: Card, member: BoardMember) => void
  openAuthority: (activation: string) => void
  /** Adds a task to a group; not where nothing can be added. */
  openAdd?: (card: Card) => void
  /** Names somebody to a group; not where nobody can be named. */
  openPost?: (card: Card) => void
  /** Reads the board again, at least as new as what was just written. */
  wrote: (position: number) => void
}

const KEY: InjectionKey<BoardContext> = Symbol('board')

export const provideBoard = (context: BoardContext): void => provide(KEY, context)

export function useBoardContext(): BoardContext {
  const context = inject(KEY)
  if (!context) throw new Error('useBoardContext is for parts of BoardPage')
  return context
}
