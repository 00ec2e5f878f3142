import type { Program } from './instruction.ts'
import { MAX_NATIVE_DEPTH, MAX_NATIVE_PRICE, NATIVE_INSTRUCTIONS_PER_STEP } from './limits.ts'
import type { LinearProof } from './linear-proof.ts'
import { Matcher } from './matcher.ts'
import type { Spend } from './meter.ts'
import type { RegexMatch } from './regex-match.ts'

/** A regular expression that is proved to be linear, run by the engine's own RegExp. */
export class NativeRegex {
  readonly #regex: RegExp
  readonly #program: Program
  readonly #proof: LinearProof
  #own: Matcher | undefined

  /** `regex` has the flag g and is not used by others. */
  constructor(regex: RegExp, program: Program, proof: LinearProof) {
    this.#regex = regex
    this.#program = program
    this.#proof = proof
  }

  exec(text: string, from: number, spend: Spend): RegexMatch | null {
    const rest = Math.max(0, text.length - from)
    const depth = Math.min(rest, this.#program.longest) * this.#proof.depth
    if (depth > MAX_NATIVE_DEPTH || this.#price(rest) > MAX_NATIVE_PRICE) {
      this.#own ??= new Matcher(this.#program)
      return this.#own.exec(text, from, spend)
    }
    this.#regex.lastIndex = from
    const match = this.#regex.exec(text)
    if (match === null) {
      spend(this.#price(rest))
      return null
    }
    const [found, ...groups] = match
    const start = match.index
    const end = start + found.length
    spend(this.#price(Math.min(rest, end - from + this.#proof.beyond)))
    return { start, end, text: found, groups }
  }

  /** What it costs at most to read so many characters, and the place behind them. */
  #price(characters: number): number {
    const instructions = (characters + 1) * (this.#proof.work + 1) + this.#program.slotCount
    return Math.ceil(instructions / NATIVE_INSTRUCTIONS_PER_STEP)
  }
}
