import { type Compilation, folded } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Run } from '../frame.ts'
import { CHARACTERS_PER_ELEMENT } from '../limits.ts'
import type { Scope } from '../scope.ts'
import { elementsOf } from '../values/sequence.ts'
import { leftOf, required, type SyntaxNode } from '../syntax/syntax.ts'
import { truth } from '../values/truth.ts'

/** `and` and `or`: the right side is evaluated only when it matters. */
export function compileLogic(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const left = compilation.build(leftOf(node), scope)
  const right = compilation.build(required(node, 'rhs'), scope)
  const token = String(node.value)
  const holds = truthOf(token, node.position)
  if (token === 'and') {
    const code: Code = (input, frame) =>
      holds(left(input, frame), frame.run) && holds(right(input, frame), frame.run)
    return folded(compilation, [left, right], code, ([a, b]) => holds(a) && holds(b))
  }
  const code: Code = (input, frame) =>
    holds(left(input, frame), frame.run) || holds(right(input, frame), frame.run)
  return folded(compilation, [left, right], code, ([a, b]) => holds(a) || holds(b))
}

/** Whether a value counts as true beside such an operator. */
export function truthOf(token: string, position: number | undefined): (value: unknown, run?: Run) => boolean {
  return (value, run) => {
    if (value === true) return true
    if (value === false || value === undefined) return false
    try {
      return truth(value, run)
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(position, token) : error
    }
  }
}

/** `in`: whether the left value is one of the right ones. Objects and arrays are never found: they are not the same. */
export function compileMembership(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const left = compilation.build(leftOf(node), scope)
  const rightNode = required(node, 'rhs')
  const scalars = scalarsOf(rightNode)
  if (scalars !== undefined) return amongConstants(left, scalars)
  const right = compilation.build(rightNode, scope)
  const isMember = (value: unknown, values: unknown, run?: Run): boolean => {
    if (value === undefined || values === undefined) return false
    const elements = elementsOf(values)
    run?.look(elements.length)
    for (let i = 0; i < elements.length; i++) if (isSame(elements[i], value, run)) return true
    return false
  }
  const code: Code = (input, frame) => {
    const value = left(input, frame)
    return isMember(value, right(input, frame), frame.run)
  }
  return folded(compilation, [left, right], code, ([a, b]) => isMember(a, b))
}

function isSame(left: unknown, right: unknown, run: Run | undefined): boolean {
  if (typeof left === 'string' && typeof right === 'string' && left.length === right.length)
    run?.compare(left, right)
  return left === right
}

/** A list of so much is worth a step. */
const LONG_LIST = 8

function amongConstants(left: Code, scalars: readonly unknown[]): Code {
  const characters = scalars.reduce<number>((sum, one) => sum + (typeof one === 'string' ? one.length : 0), 0)
  const weight = scalars.length + Math.floor(characters / CHARACTERS_PER_ELEMENT)
  if (weight < LONG_LIST) return (input, frame) => scalars.includes(left(input, frame))
  return (input, frame) => {
    frame.run.look(weight)
    return scalars.includes(left(input, frame))
  }
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
