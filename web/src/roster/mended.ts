import type { ImportIssue, Roster, RosterMember } from '../api/types.ts'
import { difference, type Said } from './sheet.ts'
import type { Mending } from './doubts.ts'
import type { Step } from './steps.ts'

type Field = keyof Said

/** What became of a doubt since its table was written: whom it was settled by, and the phone that stands there now. */
export interface Mended {
  who: ReadonlySet<string>
  fields: readonly Field[]
  phone: string
}

/** What of a person is mended in a column; a role's columns are told apart by the role. */
const FIELDS: Record<string, readonly Field[]> = { phone: ['phone'], name: ['name', 'phone'], group: ['seats'], position: ['seats'], grid: ['roles', 'seats'] }
const PLACES: readonly Field[] = ['roles', 'seats']

const bare = (text: string): string => text.replace(/\s+/g, '')
const idsOf = (members: RosterMember[]): Set<string> => new Set(members.map((one) => one.id))

/** The people between whom a doubt stands, and whether it does so long as it is about them; nothing where it is about one alone. */
function standing(issue: ImportIssue, mending: Mending, roster: Roster, playbook: string): { people: RosterMember[]; stands: boolean } | null {
  const { role, group } = issue.about
  const grid = roster.grids.find((one) => one.name === issue.about.grid)?.id ?? null
  const leads = (one: RosterMember, wanted?: string) => one.seats.filter((seat) => seat.playbook === playbook && seat.grid === grid && seat.position === 'lead' && (!wanted || seat.group === wanted))
  const { members } = roster
  switch (issue.code) {
    case 'role_vacant': {
      const people = members.filter((one) => one.roles.some((held) => held.role === role && held.grid === grid))
      return { people, stands: !people.length }
    }
    case 'group_without_lead': {
      const people = members.filter((one) => leads(one, group).length)
      return { people, stands: !people.length }
    }
    case 'double_lead': {
      const people = members.filter((one) => (group ? leads(one, group).length : 'member' in mending && one.id === mending.member.id))
      return { people, stands: group ? people.length > 1 : people.some((one) => new Set(leads(one).map((seat) => seat.group)).size > 1) }
    }
    case 'name_missing': {
      if (!issue.value && !role && !group) return null
      const people = members.filter(
        (one) => (!issue.value || one.phone === issue.value) && (!role || one.roles.some((held) => held.role === role && held.grid === grid)) && (!group || one.seats.some((seat) => seat.playbook === playbook && seat.group === group && seat.grid === grid)),
      )
      return { people, stands: !people.length }
    }
    case 'phone_shared': {
      const people = members.filter((one) => one.phone === issue.value)
      return { people, stands: people.length > 1 }
    }
    default:
      return null
  }
}

/** Those whom a doubt about one person may be about: of namesakes, each. */
function concerned(issue: ImportIssue, mending: Mending, roster: Roster): RosterMember[] {
  if (!('member' in mending)) return []
  const { id, name } = mending.member
  return roster.members.filter((one) => one.id === id || (issue.code === 'possible_duplicate' && bare(one.name ?? '') === bare(name ?? '')))
}

/** Whether a doubt is settled by what was done to the roster since its table was written (`before`); nothing while it is not. */
export function mendedBy(issue: ImportIssue, mending: Mending, before: Roster, now: Roster, playbook: string): Mended | null {
  const column = 'add' in mending ? '' : mending.column
  const fields = FIELDS[column] ?? PLACES
  const [was, is] = [standing(issue, mending, before, playbook), standing(issue, mending, now, playbook)]
  if (was && is) return was.stands && !is.stands ? { who: new Set([...idsOf(was.people), ...idsOf(is.people)]), fields, phone: '' } : null
  const after = new Map(now.members.map((one) => [one.id, one]))
  const people = concerned(issue, mending, before)
  const moved = people.filter((one) => {
    const left = after.get(one.id)
    return !left || fields.some((field) => field in difference(one, left) && left[field]?.length)
  })
  const phone = (people.length === 1 && fields[0] === 'phone' && people[0] && after.get(people[0].id)?.phone) || ''
  return moved.length ? { who: idsOf(moved), fields, phone } : null
}

/** The last step that a doubt was settled by, where it was done here: it can be taken back beside the doubt. */
export function stepOf({ who, fields }: Mended, steps: readonly Step[]): Step | undefined {
  return steps.findLast((step) => {
    if (step.kind !== 'changed') return who.has(step.kind === 'removed' ? step.person.id : step.member)
    return who.has(step.member) && fields.some((field) => field in step.said)
  })
}
