import type { ImportIssue } from '../api/types.ts'
import { looksOf, type Doubt, type Handling } from './doubts.ts'

/** A part of what a cell says, and how it looks where a doubt is about it. */
export interface Piece {
  text: string
  looks?: ReturnType<typeof looksOf>
}

/** What sets one person of a cell apart from the next: line ends, commas, semicolons and full stops of either width. */
const BETWEEN = /([\n\r,;|\u3001\uff0c\uff1b\u3002]+)/
const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')
const digits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

/** Whether a name stands in a text, and not as the beginning of a longer one. */
function names(text: string, name: string): boolean {
  const at = name ? text.indexOf(name) : -1
  return at >= 0 && !/^\p{Script=Han}/u.test(text.slice(at + name.length))
}

/** Which of a cell's parts a doubt is about: that with its number and its name, else with either; nothing where none can be told. */
function partOf(issue: ImportIssue, parts: string[]): number | undefined {
  const [name, value, number] = [bare(issue.about.name), bare(issue.value), digits(issue.value)]
  const says = (part: string): boolean => Boolean(value) && (bare(part).includes(value) || (number.length > 4 && digits(part).includes(number)))
  const named = (part: string): boolean => names(bare(part), name)
  const found = [parts.findIndex((part) => says(part) && named(part)), parts.findIndex(named), parts.findIndex(says)].find((at) => at >= 0)
  return found
}

/** What a cell says, cut so that only whom a doubt is about is marked; all of it where that cannot be told. */
export function piecesOf(text: string, doubts: Doubt[], handling?: Handling): Piece[] {
  const parts = text.split(BETWEEN)
  const about = new Map<number, Doubt[]>()
  for (const doubt of doubts) {
    const at = partOf(doubt.issue, parts)
    if (at === undefined) return [{ text, looks: looksOf(doubts, handling) }]
    about.set(at, [...(about.get(at) ?? []), doubt])
  }
  const pieces: Piece[] = []
  parts.forEach((part, at) => {
    const looks = looksOf(about.get(at) ?? [], handling)
    const last = pieces.at(-1)
    if (last && !looks && !last.looks) last.text += part
    else if (part) pieces.push(looks ? { text: part, looks } : { text: part })
  })
  return pieces
}
