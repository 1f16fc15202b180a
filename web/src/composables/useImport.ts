import { computed, ref, shallowRef } from 'vue'
import { importTable } from '../api/community.ts'
import { Refused } from '../api/problem.ts'
import type { ImportResult } from '../api/types.ts'
import { useAct } from './useAct.ts'

export type ImportStep = 'choose' | 'checking' | 'review' | 'writing' | 'done'

const LARGEST = 20 * 1024 * 1024

/**
 * A table on its way in: checked first, written only when confirmed.
 *
 * The chosen file is read into memory at once, so that what is confirmed is what was checked,
 * and a failure at any step loses nothing: the step before it stands.
 */
export function useImport(code: () => string) {
  const table = shallowRef<File | null>(null)
  const checked = shallowRef<ImportResult | null>(null)
  const written = shallowRef<ImportResult | null>(null)
  const doing = ref<'checking' | 'writing' | null>(null)
  const { problem, run } = useAct()

  const step = computed<ImportStep>(() => {
    if (doing.value) return doing.value
    if (written.value) return 'done'
    return checked.value ? 'review' : 'choose'
  })

  async function check(): Promise<void> {
    doing.value = 'checking'
    const held = table.value
    const result = held ? await run(() => importTable(code(), held, true)) : undefined
    if (result) checked.value = result
    doing.value = null
  }

  async function choose(file: File): Promise<void> {
    const held = await run(async () => {
      if (file.size > LARGEST) throw new Refused({ status: 0, code: 'too_large_here' })
      const bytes = await file.arrayBuffer().catch(() => {
        throw new Refused({ status: 0, code: 'unreadable_here' })
      })
      return new File([bytes], file.name, { type: file.type })
    })
    if (!held) return // what was there before stays
    restart()
    table.value = held
    await check()
  }

  async function confirm(): Promise<boolean> {
    const held = table.value
    if (!held) return false
    doing.value = 'writing'
    const result = await run(() => importTable(code(), held, false))
    if (result) written.value = result
    doing.value = null
    return result !== undefined
  }

  function restart(): void {
    table.value = null
    checked.value = null
    written.value = null
    problem.value = null
  }

  return { step, table, checked, written, problem, choose, check, confirm }
}
