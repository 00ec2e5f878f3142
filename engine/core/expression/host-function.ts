import { Callable } from './callable.ts'
import { ExpressionError } from './expression-error.ts'
import type { Run } from './frame.ts'
import { isBuiltInName } from './functions/catalogue.ts'
import { Signature } from './signature.ts'

/** A function that whoever runs an expression lends it. It must not change its arguments: they are parts of the event. */
export interface HostFunction {
  /** Gives its result at once; nothing else is waited for. What it throws becomes an error of the expression (U1002). */
  readonly call: (...args: readonly unknown[]) => unknown
  /** What arguments it takes, in JSONata's notation such as `<s-n?:s>`; left out: any. */
  readonly signature?: string
}

export type HostFunctions = Readonly<Record<string, HostFunction>>

/** Host functions by name, as values of the language. Throws a RangeError for names that can't be theirs. */
export function callablesOf(functions: HostFunctions): ReadonlyMap<string, Callable> {
  const found = new Map<string, Callable>()
  for (const [name, { call, signature }] of Object.entries(functions)) {
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

  override invoke(args: readonly unknown[], input: unknown, run: Run): unknown {
    run.spend(1)
    const placed = this.#signature === undefined ? args : this.#signature.validate(args, input)
    // Detached from its holder: it gets to see nothing of this.
    const call = this.#call
    const result = call(...placed)
    if (typeof result === 'function' || result instanceof Promise)
      throw new ExpressionError('M1007', { token: this.#name })
    run.made(result)
    return result
  }
}
