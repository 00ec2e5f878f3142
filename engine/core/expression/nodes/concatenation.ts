import { type Compilation, folded } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Run } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { leftOf, required, type SyntaxNode } from '../syntax/syntax.ts'
import { textOf } from '../values/text.ts'

/** `&`: both sides as text; nothing is the empty text. */
export function compileConcatenation(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const left = compilation.build(leftOf(node), scope)
  const right = compilation.build(required(node, 'rhs'), scope)
  const join = concatenationOf(node.position)
  const code: Code = (input, frame) => {
    const a = left(input, frame)
    return join(a, right(input, frame), frame.run)
  }
  return folded(compilation, [left, right], code, ([a, b]) => join(a, b))
}

/** What `&` makes of any two values; without a run nobody pays. */
export function concatenationOf(position: number | undefined): (a: unknown, b: unknown, run?: Run) => string {
  return (a, b, run) => {
    const text = joined(a, b, position, run)
    run?.makeText(text.length)
    return text
  }
}

function joined(a: unknown, b: unknown, position: number | undefined, run: Run | undefined): string {
  if (typeof a === 'string' && typeof b === 'string') return a + b
  try {
    return (a === undefined ? '' : textOf(a, run)) + (b === undefined ? '' : textOf(b, run))
  } catch (error) {
    throw error instanceof ExpressionError ? error.at(position, '&') : error
  }
}
