import type { BoardActivation, BoardTask, Playbook } from '../api/types.ts'
import { t } from '../i18n/index.ts'

const FEW = 3

/** The compounds whose groups stood up, by name: a few, and how many when there are more; else all together. */
export function whereOf(activation: BoardActivation): string {
  const grids = [...new Set(activation.groups.map((group) => group.grid_name).filter(Boolean))]
  if (!grids.length) return t('activate.wholeName')
  const first = grids.slice(0, FEW).join(t('mark.comma'))
  return grids.length > FEW ? t('board.andGrids', { first, n: grids.length }) : first
}

/** What tells a task apart from others of its line. What the system logs has a number that nobody says. */
export function apartOf(task: BoardTask, plan: Playbook | undefined): string {
  if (!plan?.events?.[task.occurrence?.event ?? '']?.system) return task.where ?? ''
  return task.building ? t('occurrence.building', { n: task.building }) : ''
}
