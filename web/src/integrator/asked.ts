import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { address } from '../api/http.ts'
import { momentOf } from '../composables/clockwords.ts'

/** From where events are read; `position` and `span` ask for more. */
export const BEGINS = ['now', 'minutes', 'hour', 'day', 'week', 'all', 'position', 'span'] as const
export type Begin = (typeof BEGINS)[number]

/** What somebody wants to see of the events, as the page's address keeps it. */
export interface Asked {
  place: string
  types: string[]
  activation: string
  begin: Begin
  after: string
  since: string
  until: string
}

const MINUTE = 60_000
const BACK: Partial<Record<Begin, number>> = { now: 0, minutes: 15 * MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE, week: 7 * 24 * 60 * MINUTE }
const said = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '')

/** What an address asks for; the last hour where it says nothing. */
export function askedOf(query: LocationQuery): Asked {
  const begin = BEGINS.find((one) => one === query.begin) ?? (said(query.after) ? 'position' : 'hour')
  const types = said(query.type).split(',').filter(Boolean)
  return { place: said(query.place), types, activation: said(query.activation), begin, after: said(query.after), since: said(query.since), until: said(query.until) }
}

/** The address that asks for it; what is not asked for is left out. */
export function queryOf(asked: Asked): LocationQueryRaw {
  const { types, begin, after, since, until, ...rest } = asked
  const more: Record<string, string> = begin === 'position' ? { after } : begin === 'span' ? { since, until } : {}
  const all: Record<string, string> = { ...rest, type: types.join(','), begin: begin === 'hour' ? '' : begin, ...more }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value))
}

/** The same as the API is asked; `now` in milliseconds by the server's clock. */
export function wantedOf(asked: Asked, now: number): Record<string, string> {
  const filter = { place: asked.place, type: asked.types.join(','), activation: asked.activation }
  const back = BACK[asked.begin]
  if (back !== undefined) return { ...filter, since: new Date(now - back).toISOString() }
  if (asked.begin === 'all') return { ...filter, after: '0' }
  if (asked.begin === 'position') return { ...filter, after: asked.after || '0' }
  return { ...filter, since: asked.since && momentOf(asked.since), until: asked.until && momentOf(asked.until) }
}

/** Where the JSON schema of a type is. */
export const schemaOf = (type: string): string => address(`/events/schemas/${type.replace(/^pingzhan\./, '')}`)

/** A type without what every type has around it: `task_opened`. */
export const bare = (type: string): string => type.replace(/^pingzhan\./, '').replace(/\.v\d+$/, '')
