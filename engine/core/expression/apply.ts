import { Callable, TailCall } from './callable.ts'
import { ExpressionError } from './expression-error.ts'
import type { Run } from './frame.ts'
import { APPLY_BYTES } from './stack.ts'

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
    return apply(this.target, args, null, run)
  }
}

export function detached(value: unknown): unknown {
  return value instanceof Callable && !(value instanceof Detached) ? new Detached(value) : value
}
