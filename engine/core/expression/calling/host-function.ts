import { Callable } from './callable.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { isBuiltInName } from '../functions/catalogue.ts'
import { lendable, refuseUnlendable } from '../values/lent-values.ts'
import { Signature } from './signature.ts'

/**
 * A function that whoever runs an expression lends it. Its arguments are plain data, of which it must change nothing: they
 * are parts of the event. Functions of the expression are not handed to it (T0410).
 */
export interface HostFunction {
  /**
   * Gives its result at once: a promise, or a function, be it somewhere in an object, is refused (M1007). What it throws
   * becomes an error of the expression (U1002).
   */
  readonly call: (...args: readonly unknown[]) => unknown
  /** What arguments it takes, in JSONata's notation such as `<s-n?:s>`; left out: any. */
  readonly signature?: string
}

export type HostFunctions = Readonly<Record<string, HostFunction>>

/** Host functions by name, as values of the language. Throws a RangeError for names that can't be theirs. */
export function callablesOf(functions: HostFunctions): ReadonlyMap<string, Callable> {
  const found = new Map<string, Callable>()
  for (const [name, lent] of Object.entries(functions)) {
    const { call, signature } = lent
    if (typeof call !== 'function' || call === Function.prototype.call)
      throw new RangeError(`the function "${name}" is to be given as { call: (...) => ... }`)
    if (signature !== undefined && !/^<.*>$/.test(signature))
      throw new RangeError(`the signature of "${name}" is to be written as "<s-n?:s>", got "${signature}"`)
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw new RangeError(`a function can't be called "${name}"`)
    if (isBuiltInName(name))
      throw new RangeError(`$${name} is a function of the language; choose another name`)
    found.set(name, new Lent(name, call, signature === undefined ? undefined : new Signature(signature)))
  }
  return found
}

class Lent extends Callable {
  readonly arity: number
  readonly #name: string
  readonly #call: HostFunction['call']
  readonly #signature: Signature | undefined

  constructor(name: string, call: HostFunction['call'], signature: Signature | undefined) {
    super()
    this.arity = signature?.parameters.length ?? call.length
    this.#name = name
    this.#call = call
    this.#signature = signature
  }

  /** Without a signature it is not known: parameters that may be left out are not counted by JavaScript. */
  override get takes(): number {
    return this.#signature?.parameters.length ?? Number.POSITIVE_INFINITY
  }

  override invoke(args: readonly unknown[], input: unknown, run: Run): unknown {
    run.spend(1)
    const placed = this.#signature === undefined ? args : this.#signature.validate(args, input, run)
    const plain = placed.map((value, at) => lendable(value, at + 1, this.#name, run))
    const result = this.#given(plain)
    refuseUnlendable(result, this.#name, run)
    run.made(result)
    return result
  }

  /** What it throws is its own, be it a RangeError: no bound of the evaluation has been passed. */
  #given(args: readonly unknown[]): unknown {
    // Detached from its holder: it gets to see nothing of this.
    const call = this.#call
    try {
      return call(...args)
    } catch (error) {
      if (error instanceof ExpressionError) throw error
      throw new ExpressionError('U1002', { message: error instanceof Error ? error.message : String(error) })
    }
  }
}
