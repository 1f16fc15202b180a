import { inject, provide, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { CommunityLine, Mode } from '../api/types.ts'

export interface Community {
  community: ShallowRef<CommunityLine | null>
  /** The mode to show: now's, or that of a past moment that is looked at; null when nobody knows it. */
  mode: Ref<Mode | null>
  /** Shows a past moment's mode until told `undefined`. */
  showPast: (mode: Mode | null | undefined) => void
  /** Reads name, mode and score again after something changed. */
  refresh: () => Promise<void>
}

const KEY: InjectionKey<Community> = Symbol('community')

export function provideCommunity(community: Community): void {
  provide(KEY, community)
}

/** The community whose pages these are. */
export function useCommunity(): Community {
  const community = inject(KEY)
  if (!community) throw new Error('useCommunity is for pages inside CommunityShell')
  return community
}
