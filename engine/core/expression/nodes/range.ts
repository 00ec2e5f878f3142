import type { Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Run } from '../frame.ts'
import { defaultBounds } from '../bounds.ts'
import type { Scope } from '../scope.ts'
import { newSequence } from '../values/sequence.ts'
import { leftOf, required, type SyntaxNode } from '../syntax/syntax.ts'

/** `from..to`: the whole numbers from one to the other, both included. */
export function compileRange(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  const from = compilation.build(leftOf(node), scope)
  const to = compilation.build(required(node, 'rhs'), scope)
  const place = { position: node.position, token: '..' }
  return (input, frame) => {
    const a = from(input, frame)
    const b = to(input, frame)
    if (a !== undefined && !Number.isInteger(a)) throw new ExpressionError('T2003', { ...place, value: a })
    if (b !== undefined && !Number.isInteger(b)) throw new ExpressionError('T2004', { ...place, value: b })
    if (typeof a !== 'number' || typeof b !== 'number' || a > b) return undefined
    const size = b - a + 1
    if (size > defaultBounds.elements) throw new ExpressionError('D2014', { ...place, value: size })
    return numbersFrom(a, size, frame.run)
  }
}

function numbersFrom(first: number, size: number, run: Run): unknown[] {
  run.makeNumbers(size)
  const numbers = newSequence()
  for (let i = 0; i < size; i++) numbers.push(first + i)
  return numbers
}
