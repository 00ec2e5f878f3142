import { beginningsOf, type Beginnings } from './beginnings.ts'
import { Execution } from './execution.ts'
import type { Program } from './instruction.ts'
import type { Spend } from './meter.ts'
import type { RegexMatch } from './regex-match.ts'
import { FAILED } from './run.ts'

/** Looks for the first match of a program in a text by an execution of our own, which pays for its steps. */
export class Matcher {
  readonly #beginnings: Beginnings
  readonly #execution: Execution
  readonly #groupCount: number

  constructor(program: Program) {
    this.#beginnings = beginningsOf(program)
    this.#execution = new Execution(program)
    this.#groupCount = program.groupCount
  }

  exec(text: string, from: number, spend: Spend): RegexMatch | null {
    const { state } = this.#execution
    try {
      state.begin(text, from, spend)
      let start = this.#candidate(text, from)
      let end = FAILED
      while (start <= text.length) {
        end = this.#execution.matchAt(start)
        if (end !== FAILED) break
        start = this.#candidate(text, start + 1)
      }
      state.meter.settle()
      return end === FAILED ? null : this.#found(text, start, end)
    } finally {
      state.end()
    }
  }

  /** The next place where a match can begin; beyond the text if there is none. */
  #candidate(text: string, from: number): number {
    const { isAnchored, first } = this.#beginnings
    if (isAnchored) return from === 0 ? 0 : text.length + 1
    if (first === undefined) return from
    let at = from
    while (at < text.length && !first.has(text.charCodeAt(at))) at++
    this.#execution.state.meter.countCharacters(at - from)
    return at < text.length ? at : text.length + 1
  }

  #found(text: string, start: number, end: number): RegexMatch {
    const groups: (string | undefined)[] = []
    for (let index = 1; index <= this.#groupCount; index++) groups.push(this.#group(text, index))
    return { start, end, text: text.slice(start, end), groups }
  }

  #group(text: string, index: number): string | undefined {
    const { state } = this.#execution
    const start = state.slot(2 * index)
    const end = state.slot(2 * index + 1)
    return start < 0 || end < 0 ? undefined : text.slice(start, end)
  }
}
