import { ref, type Ref } from 'vue'
import type { Sieve } from '../board/order.ts'
import { usual, type View } from './rows.ts'

/** What somebody looks at of a place: a part of it, what it lacks, the table as they put it, and how far down. */
export interface Kept {
  chosen: Ref<string>
  only: Ref<Sieve['only']>
  view: Ref<View>
  kept: { top: number }
}

const views = new Map<string, Kept>()

/** The same view of a place for as long as the page is open: who opens a board and comes back finds their line again. */
export function viewOf(place: string): Kept {
  const known = views.get(place) ?? { chosen: ref(''), only: ref<Sieve['only']>(''), view: ref(usual()), kept: { top: 0 } }
  views.set(place, known)
  return known
}
