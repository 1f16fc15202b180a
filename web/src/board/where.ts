import type { BoardActivation } from '../api/types.ts'
import { t } from '../i18n/index.ts'

const FEW = 3


/** The compounds whose groups stood up, by name: a few, and how many when there are more; else all together. */
export function whereOf(activation: BoardActivation): string {
  const grids = [...new Set(activation.groups.map((group) => group.grid_name).filter(Boolean))]
  if (!grids.length) return t('activate.wholeName')
  const first = grids.slice(0, FEW).join(t('mark.comma'))
  return grids.length > FEW ? t('board.andGrids', { first, n: grids.length }) : first
}
