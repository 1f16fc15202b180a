import { computed, reactive, type ComputedRef } from 'vue'
import type { RosterMember } from '../api/types.ts'
import { rowsOf, type Row } from './sheet.ts'

export interface RosterSieve {
  grid: string
  role: string
  lack: '' | 'phone' | 'seat' | 'role'
  words: string
}

/** Who of the roster is to be seen, line by line; a line that is being written stays where it is. */
export function useRows(members: ComputedRef<RosterMember[]>, playbook: ComputedRef<string>, drafts: Record<string, string | null>) {
  const sieve = reactive<RosterSieve>({ grid: '', role: '', lack: '', words: '' })

  const fits = (row: Row): boolean => {
    const { member, grid } = row
    if (sieve.grid && grid !== sieve.grid) return false
    if (sieve.role && !member.roles.some((one) => one.role === sieve.role && one.grid === grid)) return false
    if (sieve.lack === 'phone' && member.phone) return false
    if (sieve.lack === 'seat' && member.seats.some((seat) => seat.playbook === playbook.value)) return false
    if (sieve.lack === 'role' && member.roles.length) return false
    const words = sieve.words.trim()
    return !words || (member.name ?? '').includes(words) || (member.phone ?? '').includes(words)
  }

  const rows = computed(() => rowsOf(members.value, playbook.value, drafts).filter(fits))
  const people = computed(() => new Set(rows.value.map((row) => row.member.id)).size)
  return { sieve, rows, people }
}
