import { assemble } from './assemble.ts'
import { parseFlags } from './flags.ts'
import { MAX_PATTERN } from './limits.ts'
import { proveLinear } from './linear-proof.ts'
import { Matcher } from './matcher.ts'
import { isMisread } from './misread.ts'
import type { Spend } from './meter.ts'
import { NativeRegex } from './native-regex.ts'
import { parsePattern } from './parse.ts'
import type { RegexMatch } from './regex-match.ts'

/** A regular expression that takes no more time than it is paid for. */
export interface SafeRegex {
  /**
   * The first match from a place of the text on, as RegExp gives it. `spend` is told of the steps that it took, in
   * whole numbers and always the same for the same text; it throws when there are to be no more, and does not search
   * with the same expression itself.
   */
  exec(text: string, from: number, spend: Spend): RegexMatch | null
}

/**
 * A regular expression with JavaScript's syntax and meaning, without the flag u. Throws a SyntaxError that says what
 * is wrong with it, or what of it is not supported.
 */
export function safeRegex(source: string, flags: string): SafeRegex {
  if (source.length > MAX_PATTERN)
    throw new SyntaxError(`a regular expression may have at most ${MAX_PATTERN} characters`)
  const meaning = parseFlags(flags)
  // It refuses what is not one, so that the parser need not.
  const native = new RegExp(source, flags.includes('g') ? flags : `${flags}g`)
  const program = assemble(parsePattern(source, meaning))
  const proof = isMisread(program) ? undefined : proveLinear(program)
  const regex = proof === undefined ? new Matcher(program) : new NativeRegex(native, program, proof)
  return { exec: (text, from, spend) => regex.exec(text, place(from), spend) }
}

/** RegExp reads its lastIndex so. */
function place(from: number): number {
  return from >= 1 ? Math.floor(from) : 0
}
