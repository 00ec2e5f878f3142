import { apply } from './apply.ts'
import { Callable, TailCall } from '../calling/callable.ts'
import { compileCall } from './call.ts'
import type { Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Run } from '../frame.ts'
import { nameOf } from '../syntax/function-name.ts'
import type { Scope } from '../scope.ts'
import { collapse } from '../values/sequence.ts'
import { BODY_BYTES } from '../stack.ts'
import { leftOf, required, type SyntaxNode } from '../syntax/syntax.ts'

/** `value ~> $f`, `value ~> $f(...)`, and `$f ~> $g`, which makes a function of both. */
export function compileChain(node: SyntaxNode, scope: Scope, compilation: Compilation, isRaw: boolean): Code {
  const left = compilation.build(leftOf(node), scope)
  const rightNode = required(node, 'rhs')
  if (rightNode.type === 'function') return compileCall(rightNode, scope, compilation, isRaw, left)
  compilation.usesRun = true
  const right = compilation.build(rightNode, scope)
  const token = nameOf(rightNode)
  return (input, frame) => {
    const value = left(input, frame)
    const target = right(input, frame)
    if (!(target instanceof Callable)) {
      throw new ExpressionError('T2006', { position: node.position, token: '~>', value: target })
    }
    if (value instanceof Callable) return new Composition(value, target)
    try {
      const result = apply(target, [value], null, frame.run)
      return isRaw ? result : collapse(result)
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(rightNode.position, token) : error
    }
  }
}

/** Two functions, one after the other. */
class Composition extends Callable {
  readonly arity = 1
  readonly #first: Callable
  readonly #second: Callable

  constructor(first: Callable, second: Callable) {
    super()
    this.#first = first
    this.#second = second
  }

  override invoke(args: readonly unknown[], _: unknown, run: Run): unknown {
    run.descend(BODY_BYTES)
    const middle = collapse(apply(this.#first, [args[0]], null, run))
    run.ascend(BODY_BYTES)
    return new TailCall(this.#second, [middle], undefined, undefined)
  }
}
