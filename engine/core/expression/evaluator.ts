import { type Bounds, constantBounds, defaultBounds } from './bounds.ts'
import type { Compilation } from './compilation.ts'
import type { Constant, Evaluate } from './compiled.ts'
import { ExpressionError } from './expression-error.ts'
import { type Code, Frame, Run, unboundSlots } from './frame.ts'
import { refuseLarge } from './values/large.ts'
import { toPlain } from './values/plain.ts'
import { tally, wrapped } from './values/sequence.ts'

/** Evaluates with a run of its own, or, where nothing of a run is needed, with one that all share. */
export function evaluator(code: Code, size: number, compilation: Compilation, bounds: Bounds): Evaluate {
  const { givesFunctions, stack } = compilation
  const bytes = stack.most
  if (!compilation.usesRun) {
    const frame = bounds === defaultBounds ? idle : idleFrame(bounds)
    return (input) => {
      frame.run.renew()
      return evaluateWith(code, input, frame, givesFunctions)
    }
  }
  return (input, bindings, surroundings) => {
    const run = new Run(input, bindings, surroundings, bounds)
    run.stack = bytes
    return evaluateWith(code, input, new Frame(undefined, run, unboundSlots(size)), givesFunctions)
  }
}

/**
 * The quick way, made when the expression is first evaluated since places for it are few; else the full one. What is no
 * JSON may throw anything when it is read: then the full way says so.
 */
export function trying(attempt: () => Evaluate | undefined, full: Evaluate): Evaluate {
  let first: Evaluate | undefined
  return (input, bindings, surroundings) => {
    first ??= attempt() ?? full
    if (first === full) return full(input, bindings, surroundings)
    let value: unknown
    try {
      value = first(input, bindings, surroundings)
    } catch {
      return full(input, bindings, surroundings)
    }
    // A function can only be one that what is no JSON has as a method.
    const isUnsure = typeof value === 'symbol' || typeof value === 'function'
    return isUnsure ? full(input, bindings, surroundings) : value
  }
}

/** For expressions that use neither variables nor anything else of a run. */
const idleFrame = (bounds: Bounds): Frame =>
  new Frame(undefined, new Run(undefined, undefined, undefined, bounds), [])

const idle = idleFrame(defaultBounds)

function evaluateWith(code: Code, input: unknown, frame: Frame, givesFunctions: boolean): unknown {
  const marked = tally.made
  try {
    const value = code(Array.isArray(input) ? wrapped(input) : input, frame)
    if (typeof value === 'function' && frame.run.hasMetFunction) return toPlain(value)
    if (typeof value !== 'object' || value === null) return value
    if (!frame.run.hasMadeLittle) refuseLarge(value)
    return givesFunctions || frame.run.hasMetFunction || tally.made !== marked ? toPlain(value) : value
  } catch (error) {
    throw readable(error)
  }
}

/** What comes of an expression that reads nothing from outside, within bounds of its own. */
export function constantResult(
  code: Code,
  size: number,
  { givesFunctions, stack }: Compilation,
): Constant | undefined {
  const run = new Run(undefined, undefined, undefined, constantBounds)
  run.stack = stack.most
  try {
    const value = evaluateWith(code, undefined, new Frame(undefined, run, unboundSlots(size)), givesFunctions)
    return run.hasLookedOutside ? undefined : { value }
  } catch (error) {
    // Where it takes long, or wants a clock, or fails on purpose, that is seen when it is evaluated.
    const isFailure = error instanceof ExpressionError && !notToTell.has(error.code) && !run.hasLookedOutside
    return isFailure ? { failure: error } : undefined
  }
}

const notToTell: ReadonlySet<string> = new Set(['U1001', 'M1003', 'D3137', 'D3141'])

/** Carries something out that may take too much of the stack. Throws ExpressionError alone. */
export function overflowing<Result>(action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    throw readable(error)
  }
}

function readable(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error
  if (error instanceof RangeError) {
    return new ExpressionError('U1001', { message: 'it takes more than there is of stack or memory' })
  }
  return new ExpressionError('U1002', { message: error instanceof Error ? error.message : String(error) })
}
