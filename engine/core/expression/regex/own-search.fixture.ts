import { assemble } from './assemble.ts'
import { parseFlags } from './flags.ts'
import type { Program } from './instruction.ts'
import { Matcher } from './matcher.ts'
import type { Spend } from './meter.ts'
import { parsePattern } from './parse.ts'
import type { RegexMatch } from './regex-match.ts'

export type Search = (text: string, from: number, spend: Spend) => RegexMatch | null

export function ownProgram(source: string, flags: string): Program {
  return assemble(parsePattern(source, parseFlags(flags)))
}

/** Our own matcher, also for patterns that would be run natively. */
export function ownSearch(source: string, flags: string): Search {
  return searchFor(ownProgram(source, flags))
}

export function searchFor(program: Program): Search {
  const matcher = new Matcher(program)
  return (text, from, spend) => matcher.exec(text, from, spend)
}

/** What the engine's own RegExp finds. */
export function nativeSearch(source: string, flags: string): Search {
  const regex = new RegExp(source, `${flags}g`)
  return (text, from) => {
    regex.lastIndex = from
    const match = regex.exec(text)
    if (match === null) return null
    const [found, ...groups] = match
    return { start: match.index, end: match.index + found.length, text: found, groups }
  }
}
