import type { Run } from '../frame.ts'

/** A function as a value of the language: built in, written in the expression, or made from others. */
export abstract class Callable {
  /** How many arguments it takes; $map and the like pass no more than that. */
  abstract readonly arity: number
  /** How many arguments it can be applied to in part: those that may be left out, too. */
  get takes(): number {
    return this.arity
  }
  /** The same without a look at the kinds of its arguments, where it was written with a signature. */
  unchecked(): Callable {
    return this
  }

  /** Applies it once; may give a TailCall. `input` is the context that missing arguments fall back to. */
  abstract invoke(args: readonly unknown[], input: unknown, run: Run): unknown
}

/** A call that a function ends with: applied by whoever applied that function, so that the stack does not grow. */
export class TailCall {
  readonly target: unknown
  readonly args: readonly unknown[]
  readonly position: number | undefined
  readonly token: string | undefined

  constructor(
    target: unknown,
    args: readonly unknown[],
    position: number | undefined,
    token: string | undefined,
  ) {
    this.target = target
    this.args = args
    this.position = position
    this.token = token
  }
}
