import type { ExpressionError } from './expression-error.ts'
import type { Surroundings } from './frame.ts'
import type { FieldRead } from './insight/fields.ts'
import type { Slowness } from './insight/why-slow.ts'

export interface CompiledExpression {
  readonly text: string
  /** Names of variables that it reads but does not define, built-in functions aside (`$limit` -> `limit`). */
  readonly variables: readonly string[]
  /** What it reads of its input. */
  readonly fields: readonly FieldRead[]
  /** Why it takes longer than the quickest; undefined where it does not. */
  readonly slowness: Slowness | undefined
  /** Its result, if that is always the same: it reads no input, no variables, no clock, no random numbers. */
  readonly constant: { readonly value: unknown } | undefined
  /** How it fails, if it does so whatever the input. What it fails with on purpose (`$error`, `$assert`) is none. */
  readonly failure: ExpressionError | undefined
  /**
   * `undefined` means "nothing". Throws ExpressionError. Never changes the input; the result may share
   * structure with it.
   */
  readonly evaluate: Evaluate
  /**
   * For expressions over events that are evaluated often: gives the result, or UNSURE where only `evaluate` can tell.
   * Never throws. Undefined where there is nothing quicker than `evaluate`.
   */
  readonly attempt: Evaluate | undefined
}

export type Evaluate = (
  input: unknown,
  bindings?: Readonly<Record<string, unknown>>,
  surroundings?: Surroundings,
) => unknown

/** What comes of an expression that reads nothing from outside. */
export type Constant = { readonly value: unknown } | { readonly failure: ExpressionError }

/** What is worked out only for who asks. */
interface Asked {
  readonly fields: () => readonly FieldRead[]
  readonly slowness: () => Slowness | undefined
  readonly constant: () => Constant | undefined
  readonly attempt: () => Evaluate | undefined
}

/** A class, since V8 looks up each property of an object literal with accessors in a table: `evaluate` took twice as long. */
export class Compiled implements CompiledExpression {
  readonly text: string
  readonly variables: readonly string[]
  readonly evaluate: Evaluate
  readonly #asked: Asked

  constructor(text: string, variables: readonly string[], evaluate: Evaluate, asked: Asked) {
    this.text = text
    this.variables = variables
    this.evaluate = evaluate
    this.#asked = asked
  }

  get fields(): readonly FieldRead[] {
    return this.#asked.fields()
  }

  get slowness(): Slowness | undefined {
    return this.#asked.slowness()
  }

  get constant(): CompiledExpression['constant'] {
    const constant = this.#asked.constant()
    return constant !== undefined && 'value' in constant ? { value: frozen(constant.value) } : undefined
  }

  get failure(): ExpressionError | undefined {
    const constant = this.#asked.constant()
    return constant !== undefined && 'failure' in constant ? constant.failure : undefined
  }

  get attempt(): Evaluate | undefined {
    return this.#asked.attempt()
  }
}

/** Whoever asks for the constant gets the same one. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.values(value).forEach(frozen)
  return Object.freeze(value)
}
