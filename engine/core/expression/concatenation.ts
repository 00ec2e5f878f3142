import { type Compilation, folded } from './compilation.ts'
import { ExpressionError } from './expression-error.ts'
import type { Code } from './frame.ts'
import type { Scope } from './scope.ts'
import { leftOf, required, type SyntaxNode } from './syntax.ts'
import { textOf } from './text.ts'

/** `&`: both sides as text; nothing is the empty text. */
export function compileConcatenation(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const left = compilation.build(leftOf(node), scope)
  const right = compilation.build(required(node, 'rhs'), scope)
  const join = (a: unknown, b: unknown): string => {
    if (typeof a === 'string' && typeof b === 'string') return a + b
    try {
      return (a === undefined ? '' : textOf(a)) + (b === undefined ? '' : textOf(b))
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(node.position, '&') : error
    }
  }
  const code: Code = (input, frame) => {
    const a = left(input, frame)
    const text = join(a, right(input, frame))
    frame.run.makeText(text.length)
    return text
  }
  return folded(compilation, [left, right], code, ([a, b]) => join(a, b))
}
