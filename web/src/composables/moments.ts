import type { HistoryEntry } from '../api/types.ts'

/** What one save recorded: the entry that says it best, and all the others in order. */
export interface Moment {
  at: string
  position: number
  head: HistoryEntry
  rest: HistoryEntry[]
}

/** Topics that tell what a save was about; the rest of it only follows from them. */
const HEADLINES = [
  'playbook_activated',
  'playbook_stood_down',
  'activation_undone',
  'authority_recorded',
  'roster_imported',
  'case_reported',
]

const NOTICES = /notice_|nobody_reached/

/** Who handed over says more than who has what now. */
const handsOver = (entry: HistoryEntry): boolean => entry.type.startsWith('member_released') && entry.data.cause === 'hand_over'

const isHeadline = (entry: HistoryEntry): boolean => handsOver(entry) || HEADLINES.some((topic) => entry.type.includes(topic))

function momentOf(entries: HistoryEntry[]): Moment[] {
  const head = entries.find(isHeadline) ?? entries[0]
  const last = entries.at(-1)
  if (!head || !last) return []
  return [{ at: head.at, position: last.position, head, rest: entries.filter((entry) => entry !== head) }]
}

/** Entries (oldest first) by the save that recorded them, the latest save first. */
export function momentsOf(entries: HistoryEntry[]): Moment[] {
  const saves = new Map<string, HistoryEntry[]>()
  for (const entry of entries) {
    const save = `${entry.at} ${entry.actor}`
    const together = saves.get(save)
    if (together) together.push(entry)
    else saves.set(save, [entry])
  }
  return [...saves.values()].flatMap(momentOf).reverse()
}

/** Whether a moment tells only how a notice went: there are many of them, and few want to read all. */
export const isOfNotices = (moment: Moment): boolean => NOTICES.test(moment.head.type)
