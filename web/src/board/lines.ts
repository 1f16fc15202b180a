import { shallowReactive } from 'vue'
import type { BoardTask } from '../api/types.ts'
import { folded, pressing, isClosed, type Card } from './order.ts'

/** A task of a group as one line, with how many more of the same wait behind it. */
export interface Line {
  key: string
  task: BoardTask
  more: number
}

/** Lines that are drawn, or not drawn, together. */
export interface Block {
  key: string
  lines: Line[]
}

/** How many lines a group shows before it is unfolded. */
const FEW = 3
const BLOCK = 10

/** The groups that somebody unfolded, by key: they stay so when they were out of sight, or the page was left. */
export const unfolded = shallowReactive(new Set<string>())

/** What a group shows: unfolded everything, closed last; else one line for each thing to do, however often it is due. */
export function linesOf({ group }: Card, open: boolean): Line[] {
  const left = pressing(group.tasks)
  const all = open ? [...left, ...group.tasks.filter(isClosed)].map((task) => ({ task, more: 0 })) : folded(left).slice(0, FEW)
  return all.map((one) => ({ key: one.task.id, ...one }))
}

/** Lines in parcels; most groups have but one. */
export function blocksOf(card: Card, lines: Line[]): Block[] {
  return Array.from({ length: Math.ceil(lines.length / BLOCK) }, (_, at) => ({ key: `${card.key}#${at}`, lines: lines.slice(at * BLOCK, (at + 1) * BLOCK) }))
}

const LINE = 78
export const linesHeight = (lines: number): number => lines * LINE

/** How high a group will be that was never drawn, in pixels: as wide as a phone. */
export function drawnHeight(card: Card): number {
  const lines = unfolded.has(card.key) ? card.group.tasks.length : Math.min(FEW, card.open)
  return 120 + Math.ceil(card.group.members.length / 2) * 52 + linesHeight(lines)
}
