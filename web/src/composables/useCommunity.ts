import { inject, provide, type InjectionKey, type ShallowRef } from 'vue'
import type { CommunityLine } from '../api/types.ts'

export interface Community {
  community: ShallowRef<CommunityLine | null>
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
