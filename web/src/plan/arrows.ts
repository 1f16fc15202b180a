import type { PlanTask } from '../api/types.ts'

/** A curve from one task to another on the picture. */
export interface Arrow {
  d: string
}

/** Arrows to a task from what comes before it, as far as both stand in the same field. */
export function arrowsBetween(field: HTMLElement, task: PlanTask): Arrow[] {
  const ground = field.getBoundingClientRect()
  const boxOf = (id: string): DOMRect | undefined => field.querySelector(`[data-task="${CSS.escape(id)}"]`)?.getBoundingClientRect()
  const to = boxOf(task.id)
  if (!to) return []
  return (task.pre ?? []).flatMap((id) => {
    const from = boxOf(id)
    return from ? [{ d: curve(from, to, ground) }] : []
  })
}

function curve(from: DOMRect, to: DOMRect, ground: DOMRect): string {
  const onward = from.right <= to.left
  const [x1, y1] = [(onward ? from.right : from.left + from.width / 2) - ground.left, from.top + from.height / 2 - ground.top]
  const [x2, y2] = [to.left - ground.left, to.top + to.height / 2 - ground.top]
  const bend = Math.max(28, Math.abs(x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + (onward ? bend : -bend)} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
