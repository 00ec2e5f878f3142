import { Callable } from './callable.ts'
import { Run } from '../frame.ts'
import { CALLER_BYTES } from '../stack.ts'
import { Signature } from './signature.ts'

/** What a built-in function does, once its arguments have been checked against its signature. */
export type Implementation = (run: Run, a: unknown, b: unknown, c: unknown, d: unknown) => unknown

/** The same of a function that depends on nothing but its arguments. */
export type Calculate = (a: unknown, b: unknown, c: unknown, d: unknown) => unknown

export interface WithRun {
  isNeeded(second: unknown): boolean
  calculate(run: Run, a: never, b: never, c: never, d: never): unknown
}

export interface NativeOptions {
  /** Arguments that $map and the like pass, where that is not the number of parameters. */
  readonly arity?: number
  /** Depends on nothing but its arguments, and calls no function: may be worked out at compile time. */
  readonly isPure?: boolean
  /** The function itself, if it is pure. */
  readonly calculate?: Calculate
  /** Steps for what takes longer than going through its first argument; by its arguments alone. */
  readonly price?: (a: unknown, b: unknown, c: unknown) => number
  /** Takes no longer for a longer array. */
  readonly isInstant?: boolean
  /** Gets all its arguments as one array. */
  readonly takesAll?: boolean
  /** What it does where its second argument is one that takes more than the arguments: a function, or the present. */
  readonly withRun?: WithRun
}

/** A built-in function. */
export class Native extends Callable {
  readonly name: string
  readonly signature: Signature
  readonly arity: number
  readonly isPure: boolean
  readonly takesAll: boolean
  readonly implementation: Implementation
  readonly options: NativeOptions

  constructor(name: string, signature: string, implementation: Implementation, options: NativeOptions = {}) {
    super()
    this.name = name
    this.signature = new Signature(signature)
    this.arity = options.arity ?? this.signature.parameters.length
    this.isPure = options.isPure ?? false
    this.takesAll = options.takesAll ?? false
    this.implementation = implementation
    this.options = options
  }

  /** It may call functions, which takes more of the stack. */
  get mayCall(): boolean {
    return !this.isPure || this.options.withRun !== undefined
  }

  override get takes(): number {
    return this.takesAll ? Number.POSITIVE_INFINITY : this.signature.parameters.length
  }

  override invoke(args: readonly unknown[], input: unknown, run: Run): unknown {
    run.spend(STEPS_TO_VALIDATE)
    const placed = this.signature.validate(args, input, run)
    if (!this.mayCall) return this.#with(placed, run)
    run.enter(CALLER_BYTES)
    const result = this.#with(placed, run)
    run.leave(CALLER_BYTES)
    return result
  }

  #with(placed: readonly unknown[], run: Run): unknown {
    if (this.takesAll) return this.implementation(run, placed, undefined, undefined, undefined)
    return this.implementation(run, placed[0], placed[1], placed[2], placed[3])
  }
}

/** For arguments whose kinds are looked at one by one. */
const STEPS_TO_VALIDATE = 2

type Checked<A extends readonly unknown[]> = (...args: A) => unknown

/** A built-in function of its arguments alone. Its signature guarantees the types that `calculate` names. */
export function pure<A extends readonly unknown[]>(
  name: string,
  signature: string,
  calculate: Checked<A>,
  options: NativeOptions = {},
): Native {
  // The border between checked values and their types: the signature has checked them.
  const typed = calculate as unknown as Calculate
  const { withRun, price } = options
  const implementation: Implementation = (run, a, b, c, d) => {
    // The signature has checked the arguments.
    if (withRun !== undefined && withRun.isNeeded(b))
      return withRun.calculate(run, a as never, b as never, c as never, d as never)
    if (typeof a === 'string') run.read(a)
    else if (options.isInstant !== true && Array.isArray(a)) run.look(a.length)
    if (price !== undefined) run.spend(price(a, b, c))
    const result = typed(a, b, c, d)
    if (result !== a && (typeof result === 'string' || typeof result === 'object')) run.made(result)
    return result
  }
  return new Native(name, signature, implementation, {
    ...options,
    isPure: true,
    calculate: typed,
  })
}

/** The same of one that pays by itself for what it goes through and makes. */
export function paying<A extends readonly unknown[]>(
  name: string,
  signature: string,
  calculate: (run: Run, ...args: A) => unknown,
  options: NativeOptions = {},
): Native {
  // As above.
  const typed = calculate as unknown as Implementation
  const { withRun } = options
  const implementation: Implementation =
    withRun === undefined
      ? typed
      : (run, a, b, c, d) =>
          withRun.isNeeded(b)
            ? withRun.calculate(run, a as never, b as never, c as never, d as never) // as above
            : typed(run, a, b, c, d)
  return new Native(name, signature, implementation, {
    ...options,
    isPure: true,
    calculate: (a, b, c, d) => {
      apart.renew()
      return implementation(apart, a, b, c, d)
    },
  })
}

/** For calls that no evaluation in full has made. */
const apart = new Run(undefined, undefined, undefined)

/** A built-in function that calls functions, loops, or asks its surroundings. */
export function running<A extends readonly unknown[]>(
  name: string,
  signature: string,
  calculate: (run: Run, ...args: A) => unknown,
  options: NativeOptions = {},
): Native {
  // As above.
  return new Native(name, signature, calculate as unknown as Implementation, options)
}
