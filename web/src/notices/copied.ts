import { ref } from 'vue'
import type { CallSheet, CallSheetGroup } from '../api/types.ts'
import { keep, recall } from '../me/device.ts'

/** When a group's text was copied here, by group; that of the start and that of the end are two. */
type Kept = Record<string, string>

/** Which texts of an activation were copied on this device: remembered here alone, until whoever it is signs out. */
export function copiedOf(activation: string) {
  const name = `copied.${activation}`
  const kept = ref<Kept>(recall<Kept>(name) ?? {})
  const key = (sheet: CallSheet, group: CallSheetGroup): string => [sheet.ended ?? 'start', group.grid ?? '', group.group].join('/')

  function copied(sheet: CallSheet, group: CallSheetGroup, at: string): void {
    // Another page of this device may have copied meanwhile.
    kept.value = { ...recall<Kept>(name), ...kept.value, [key(sheet, group)]: at }
    keep(name, kept.value)
  }

  const copiedAt = (sheet: CallSheet, group: CallSheetGroup): string => kept.value[key(sheet, group)] ?? ''
  const count = (sheet: CallSheet): number => sheet.groups.filter((group) => copiedAt(sheet, group)).length

  return { copied, copiedAt, count }
}
