import { Callable, TailCall } from '../calling/callable.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { Native } from '../calling/native.ts'
import { APPLY_BYTES } from '../stack.ts'

/** Applies a function to arguments, and then whatever calls it ends with. Throws T1006 for what is no function. */
export function apply(target: unknown, args: readonly unknown[], input: unknown, run: Run): unknown {
  run.enter(APPLY_BYTES)
  let result = invoke(target, args, input, run)
  while (result instanceof TailCall) {
    run.spend(1)
    const { target: next, args: nextArgs, position, token } = result
    try {
      result = invoke(next, nextArgs, input, run)
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(position, token) : error
    }
  }
  run.leave(APPLY_BYTES)
  return result
}

/** Applies a function that was an argument: without a context, and its errors are told from those of whom it was given to. */
export function applyGiven(target: unknown, args: readonly unknown[], run: Run): unknown {
  try {
    return apply(target, args, null, run)
  } catch (error) {
    throw error instanceof ExpressionError ? error.by(shown(target)) : error
  }
}

const shown = (target: unknown): string => (target instanceof Native ? target.name : 'the function given')

function invoke(target: unknown, args: readonly unknown[], input: unknown, run: Run): unknown {
  if (target instanceof Callable) return target.invoke(args, input, run)
  throw new ExpressionError('T1006')
}

/** A function that was handed on as an argument: called later, it has no context value to fall back to. */
export class Detached extends Callable {
  readonly arity: number
  readonly target: Callable

  constructor(target: Callable) {
    super()
    this.target = target
    this.arity = target.arity
  }

  override get takes(): number {
    return this.target.takes
  }

  override invoke(args: readonly unknown[], _: unknown, run: Run): unknown {
    return applyGiven(this.target, args, run)
  }
}

export function detached(value: unknown): unknown {
  return value instanceof Callable && !(value instanceof Detached) ? new Detached(value) : value
}
