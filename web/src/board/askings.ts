import type { BoardTask } from '../api/types.ts'
import type { Card } from './order.ts'

/** What somebody asks a colleague, with the task and the one wanted for it. */
export interface Asked {
  card: Card
  task: BoardTask
  one: BoardTask['askings'][number]
  swap: BoardTask | null
}

const due = ({ task }: Asked): number => Date.parse(task.starts_at ?? task.due_at ?? '') || Infinity

/** What nobody has answered yet, what begins first before the rest. */
export function askingsOf(cards: Card[]): Asked[] {
  const found = cards.flatMap((card) => card.group.tasks.flatMap((task) => (task.askings ?? []).map((one) => ({ card, task, one, swap: card.group.tasks.find((other) => other.id === one.swap) ?? null }))))
  return found.sort((a, b) => due(a) - due(b))
}
