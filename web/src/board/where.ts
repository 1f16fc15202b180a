import type { BoardActivation } from '../api/types.ts'
import { t } from '../i18n/index.ts'

const FEW = 3

/** The compounds that an activation runs on, by id and name. */
export function gridsOf(activation: BoardActivation): { id: string; name: string }[] {
  const seen = new Map<string, string>()
  for (const { grid, grid_name } of activation.groups) if (grid) seen.set(grid, grid_name ?? grid)
  return [...seen].map(([id, name]) => ({ id, name }))
}

/** The compounds that an activation runs on, by name: a few, and how many when there are more. */
export function whereOf(activation: BoardActivation): string {
  const grids = [...new Set(activation.groups.map((group) => group.grid_name).filter(Boolean))]
  const first = grids.slice(0, FEW).join(t('mark.comma'))
  return grids.length > FEW ? t('board.andGrids', { first, n: grids.length }) : first
}
