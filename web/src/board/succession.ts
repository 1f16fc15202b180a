/** Somebody with a post in a group. */
interface Posted {
  member: string
  name?: string | null
  position: 'lead' | 'deputy' | 'member'
}

/** Who has the open tasks of somebody that leaves a group: another lead, else a deputy. */
export interface Heir {
  position: 'lead' | 'deputy'
  /** Empty where there are several, and the server chooses. */
  member: string
  name: string
}

/** To whom what is open goes when `gone` leaves; to nobody where nobody else leads or is a deputy. */
export function heirWithout(members: readonly Posted[], gone: string): Heir | null {
  for (const position of ['lead', 'deputy'] as const) {
    const heirs = members.filter((one) => one.position === position && one.member !== gone)
    const only = heirs.length === 1 ? heirs[0] : undefined
    if (heirs.length) return { position, member: only?.member ?? '', name: only?.name ?? '' }
  }
  return null
}
