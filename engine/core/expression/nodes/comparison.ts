import { type Compilation, folded } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Run } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { leftOf, required, type SyntaxNode } from '../syntax/syntax.ts'
import { deepEqual } from '../values/value.ts'

type Compare = (left: string | number, right: string | number) => boolean
type Careful = (left: unknown, right: unknown, run?: Run) => unknown

const COMPARISONS: Readonly<Record<string, Compare>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
}

export function isComparison(operator: unknown): operator is string {
  return typeof operator === 'string' && Object.hasOwn(COMPARISONS, operator)
}

export function compileComparison(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const operator = String(node.value)
  const compare = COMPARISONS[operator]
  if (compare === undefined) throw new ExpressionError('S0204', { position: node.position, token: operator })
  const left = compilation.build(leftOf(node), scope)
  const right = compilation.build(required(node, 'rhs'), scope)
  const careful: Careful = (a, b, run) => compareCarefully(compare, a, b, node.position, operator, run)
  const constant = compilation.constantOf(right)?.value
  const code =
    typeof constant === 'number'
      ? withNumber(operator, left, constant, careful)
      : general(operator, left, right, careful)
  return folded(compilation, [left, right], code, ([a, b]) => careful(a, b))
}

function withNumber(operator: string, left: Code, b: number, careful: Careful): Code {
  switch (operator) {
    case '<':
      return (input, frame) => {
        const a = left(input, frame)
        return typeof a === 'number' ? a < b : careful(a, b)
      }
    case '<=':
      return (input, frame) => {
        const a = left(input, frame)
        return typeof a === 'number' ? a <= b : careful(a, b)
      }
    case '>':
      return (input, frame) => {
        const a = left(input, frame)
        return typeof a === 'number' ? a > b : careful(a, b)
      }
    default:
      return (input, frame) => {
        const a = left(input, frame)
        return typeof a === 'number' ? a >= b : careful(a, b)
      }
  }
}

function general(operator: string, left: Code, right: Code, careful: Careful): Code {
  switch (operator) {
    case '<':
      return (input, frame) => {
        const a = left(input, frame)
        const b = right(input, frame)
        return typeof a === 'number' && typeof b === 'number' ? a < b : careful(a, b, frame.run)
      }
    case '>':
      return (input, frame) => {
        const a = left(input, frame)
        const b = right(input, frame)
        return typeof a === 'number' && typeof b === 'number' ? a > b : careful(a, b, frame.run)
      }
    default:
      return (input, frame) => careful(left(input, frame), right(input, frame), frame.run)
  }
}

function compareCarefully(
  compare: Compare,
  left: unknown,
  right: unknown,
  position: number | undefined,
  token: string,
  run: Run | undefined,
): boolean | undefined {
  const comparable = isComparable(left)
  if (!comparable || !isComparable(right)) {
    throw new ExpressionError('T2010', {
      position,
      token,
      value: comparable && left !== undefined ? right : left,
    })
  }
  if (left === undefined || right === undefined) return undefined
  if (typeof left !== typeof right)
    throw new ExpressionError('T2009', { position, token, value: left, value2: right })
  if (typeof left === 'string' && typeof right === 'string') run?.compare(left, right)
  return compare(left, right)
}

function isComparable(value: unknown): value is string | number | undefined {
  return value === undefined || typeof value === 'string' || typeof value === 'number'
}

/** `=` and `!=`. Nothing is neither equal nor unequal to anything: both give false. */
export function compileEquality(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const left = compilation.build(leftOf(node), scope)
  const right = compilation.build(required(node, 'rhs'), scope)
  const wanted = node.value === '='
  const compare = (a: unknown, b: unknown, run?: Run) =>
    a !== undefined && b !== undefined && deepEqual(a, b, run) === wanted
  const constant = compilation.constantOf(right)
  const code =
    constant === undefined || isLong(constant.value)
      ? undefined
      : equalToConstant(left, constant.value, wanted)
  return folded(
    compilation,
    [left, right],
    code ?? ((input, frame) => compare(left(input, frame), right(input, frame), frame.run)),
    ([a, b]) => compare(a, b),
  )
}

/** A text that it costs something to compare. */
const isLong = (value: unknown): boolean => typeof value === 'string' && value.length > LONG_TEXT

const LONG_TEXT = 100

/** A constant is a scalar, so that identity is equality. */
function equalToConstant(left: Code, constant: unknown, wanted: boolean): Code {
  if (constant === undefined) return () => false
  if (wanted) return (input, frame) => left(input, frame) === constant
  return (input, frame) => {
    const value = left(input, frame)
    return value !== undefined && value !== constant
  }
}
