import { computed, ref, type ComputedRef } from 'vue'
import type { Column, Row } from './sheet.ts'

/** Where somebody is in a table, and whether they write there: the keys of a spreadsheet. */
export function useCells(rows: ComputedRef<Row[]>, columns: ComputedRef<Column[]>, did: { toggle(): void; remove(): void; clear(): void; undo(): void; redo(): void; say(): void; leave(): void }) {
  const rowKey = ref('')
  const columnId = ref('name')
  const editing = ref(false)
  const begun = ref<string | null>(null)

  const y = computed(() => rows.value.findIndex((row) => row.key === rowKey.value))
  const x = computed(() => Math.max(0, columns.value.findIndex((column) => column.id === columnId.value)))
  const row = computed(() => rows.value[y.value])
  const column = computed(() => columns.value[x.value])

  function go(toY: number, toX: number): boolean {
    const [line, cell] = [rows.value[toY], columns.value[toX]]
    editing.value = false
    if (!line || !cell) return false
    rowKey.value = line.key
    columnId.value = cell.id
    return true
  }

  /** To the next cell, over the end of a line; not beyond the last one. */
  function along(by: 1 | -1): boolean {
    const width = columns.value.length
    const at = y.value * width + x.value + by
    return at >= 0 && go(Math.floor(at / width), at % width)
  }

  function begin(typed: string | null = null): void {
    if (column.value?.kind === 'role') return did.toggle()
    if (column.value?.kind === 'position' && !row.value?.seat) return
    begun.value = typed
    editing.value = true
  }

  function writing(event: KeyboardEvent): void {
    if (event.isComposing) return
    if (event.key === 'Escape') editing.value = false
    else if (event.key === 'Enter') {
      did.say()
      go(event.shiftKey ? Math.max(0, y.value - 1) : Math.min(y.value + 1, rows.value.length - 1), x.value)
    } else if (event.key === 'Tab') {
      did.say()
      along(event.shiftKey ? -1 : 1)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const MOVES: Record<string, () => unknown> = {
    ArrowUp: () => go(Math.max(0, y.value - 1), x.value),
    ArrowDown: () => go(Math.min(rows.value.length - 1, y.value + 1), x.value),
    ArrowLeft: () => go(y.value, Math.max(0, x.value - 1)),
    ArrowRight: () => go(y.value, Math.min(columns.value.length - 1, x.value + 1)),
    Home: () => go(y.value, 0),
    End: () => go(y.value, columns.value.length - 1),
    PageUp: () => go(Math.max(0, y.value - 10), x.value),
    PageDown: () => go(Math.min(rows.value.length - 1, y.value + 10), x.value),
    Enter: () => begin(),
    F2: () => begin(),
    ' ': () => begin(),
    Delete: did.clear,
    Backspace: did.clear,
    Escape: did.leave,
  }

  /** With Ctrl or Cmd: to the edges of the table, and steps back and forth. */
  const JUMPS: Record<string, (event: KeyboardEvent) => unknown> = {
    z: (event) => (event.shiftKey ? did.redo() : did.undo()),
    y: did.redo,
    delete: did.remove,
    home: () => go(0, 0),
    end: () => go(rows.value.length - 1, columns.value.length - 1),
    arrowup: () => go(0, x.value),
    arrowdown: () => go(rows.value.length - 1, x.value),
    arrowleft: () => go(y.value, 0),
    arrowright: () => go(y.value, columns.value.length - 1),
  }

  function resting(event: KeyboardEvent): void {
    const jump = event.ctrlKey || event.metaKey ? JUMPS[event.key.toLowerCase()] : undefined
    if (jump) jump(event)
    else if (event.ctrlKey || event.metaKey || event.altKey) return
    else if (event.key === 'Tab') {
      if (!along(event.shiftKey ? -1 : 1)) return
    } else if (MOVES[event.key]) MOVES[event.key]?.()
    else if (event.key.length === 1) {
      // The field has the focus before the key takes effect: what is typed, by whatever input method, begins in it.
      begin('')
      return
    } else return
    event.preventDefault()
  }

  const keydown = (event: KeyboardEvent): void => (editing.value ? writing(event) : resting(event))
  return { rowKey, columnId, editing, begun, row, column, y, x, go, begin, keydown }
}
