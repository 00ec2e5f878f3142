import { type Compilation, folded } from './compilation.ts'
import { ExpressionError } from './expression-error.ts'
import type { Code, Run } from './frame.ts'
import type { Scope } from './scope.ts'
import { elementsOf } from './sequence.ts'
import { leftOf, required, type SyntaxNode } from './syntax.ts'
import { truth } from './truth.ts'

/** `and` and `or`: the right side is evaluated only when it matters. */
export function compileLogic(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const left = compilation.build(leftOf(node), scope)
  const right = compilation.build(required(node, 'rhs'), scope)
  const { position } = node
  const token = String(node.value)
  const holds = (value: unknown): boolean => {
    if (value === true) return true
    if (value === false || value === undefined) return false
    try {
      return truth(value)
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(position, token) : error
    }
  }
  if (token === 'and') {
    const code: Code = (input, frame) => holds(left(input, frame)) && holds(right(input, frame))
    return folded(compilation, [left, right], code, ([a, b]) => holds(a) && holds(b))
  }
  const code: Code = (input, frame) => holds(left(input, frame)) || holds(right(input, frame))
  return folded(compilation, [left, right], code, ([a, b]) => holds(a) || holds(b))
}

/** `in`: whether the left value is one of the right ones. Objects and arrays are never found: they are not the same. */
export function compileMembership(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const left = compilation.build(leftOf(node), scope)
  const rightNode = required(node, 'rhs')
  const scalars = scalarsOf(rightNode)
  if (scalars !== undefined) return (input, frame) => scalars.includes(left(input, frame))
  const right = compilation.build(rightNode, scope)
  const isMember = (value: unknown, values: unknown, run?: Run): boolean => {
    if (value === undefined || values === undefined) return false
    const elements = elementsOf(values)
    run?.look(elements.length)
    for (let i = 0; i < elements.length; i++) if (elements[i] === value) return true
    return false
  }
  const code: Code = (input, frame) => {
    const value = left(input, frame)
    return isMember(value, right(input, frame), frame.run)
  }
  return folded(compilation, [left, right], code, ([a, b]) => isMember(a, b))
}

/** The values of `["a", "b"]`, if it is a plain list of scalars: it need not be made anew each time. */
function scalarsOf(node: SyntaxNode): readonly unknown[] | undefined {
  if (node.type !== 'unary' || node.value !== '[' || node.predicate !== undefined || node.group !== undefined)
    return undefined
  const values: unknown[] = []
  for (const item of node.expressions ?? []) {
    const isScalar = item.type === 'string' || item.type === 'number' || item.type === 'value'
    if (!isScalar || item.predicate !== undefined || item.group !== undefined) return undefined
    values.push(item.value)
  }
  return values
}
