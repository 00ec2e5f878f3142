import { Callable } from '../calling/callable.ts'
import type { Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Run } from '../frame.ts'
import { joinedText } from '../values/joined-text.ts'
import { safeRegex, type SafeRegex } from '../regex/safe-regex.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'

/** What a regular expression has found. */
export interface Found {
  readonly match: string
  readonly start: number
  readonly end: number
  readonly groups: readonly (string | undefined)[]
}

/** `/.../`: a function that looks for its pattern in a text, from a place on. */
export function compileRegex(node: SyntaxNode, compilation: Compilation): Code {
  compilation.usesRun = true
  compilation.givesFunctions = true
  // The parser gives no other value for such a node.
  const { source, flags } = node.value as RegExp
  const regex = new RegexFunction(accepted(source, flags, node.position), source)
  return () => regex
}

/** Throws M1006 for a pattern that is too large, or of a kind that is not supported. */
function accepted(source: string, flags: string, position: number | undefined): SafeRegex {
  try {
    return safeRegex(source, flags)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new ExpressionError('M1006', { position, message: error.message })
  }
}

export class RegexFunction extends Callable {
  readonly arity = 2
  readonly #regex: SafeRegex
  readonly #source: string

  constructor(regex: SafeRegex, source: string) {
    super()
    this.#regex = regex
    this.#source = source
  }

  override invoke([text, from]: readonly unknown[], _: unknown, run: Run): unknown {
    const within = typeof text === 'string' ? text : joinedText(text, run)
    return this.#described(within, this.find(within, typeof from === 'number' ? from : 0, run), run)
  }

  /** All there are, one behind the other. Throws D1004 where an empty one would be found over and over. */
  *all(text: string, run: Run): Generator<Found, void> {
    for (let found = this.find(text, 0, run); found !== undefined; found = this.#next(text, found, run)) {
      run.spend(STEPS_PER_MATCH)
      yield found
    }
  }

  find(text: string, from: number, run: Run): Found | undefined {
    const found = this.#regex.exec(text, from, (steps) => run.look(steps))
    if (found === null) return undefined
    const { start, end, groups } = found
    return { match: text.slice(start, end), start, end, groups }
  }

  #next(text: string, { end }: Found, run: Run): Found | undefined {
    if (end >= text.length) return undefined
    const next = this.find(text, end, run)
    if (next?.match === '') throw new ExpressionError('D1004', { value: this.#source })
    return next
  }

  #described(text: string, found: Found | undefined, run: Run): unknown {
    if (found === undefined) return undefined
    run.makeElements(found.groups.length + 5)
    return {
      ...found,
      groups: [...found.groups],
      next: new Next((later) => this.#described(text, this.#next(text, found, later), later)),
    }
  }
}

/** Finding one of many, beside reading on from the one before. */
const STEPS_PER_MATCH = 4

/** Gives the match behind another. */
class Next extends Callable {
  readonly arity = 0
  readonly #find: (run: Run) => unknown

  constructor(find: (run: Run) => unknown) {
    super()
    this.#find = find
  }

  override invoke(_: readonly unknown[], __: unknown, run: Run): unknown {
    return this.#find(run)
  }
}
