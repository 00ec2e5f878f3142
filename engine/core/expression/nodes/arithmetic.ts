import { type Compilation, folded } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { leftOf, required, type SyntaxNode } from '../syntax/syntax.ts'
import { isNumeric } from '../values/value.ts'

type Calculate = (left: number, right: number) => number

const CALCULATIONS: Readonly<Record<string, Calculate>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
}

export function isArithmetic(operator: unknown): operator is string {
  return typeof operator === 'string' && Object.hasOwn(CALCULATIONS, operator)
}

export function compileArithmetic(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const operator = String(node.value)
  const careful = arithmeticOf(operator, node.position)
  const left = compilation.build(leftOf(node), scope)
  const right = compilation.build(required(node, 'rhs'), scope)
  const code = specialised(operator, left, right, compilation.constantOf(right)?.value, careful)
  return folded(compilation, [left, right], code, ([a, b]) => careful(a, b))
}

/** What such an operator makes of any two values. */
export function arithmeticOf(operator: string, position: number | undefined): Careful {
  const calculate = CALCULATIONS[operator]
  if (calculate === undefined) throw new ExpressionError('S0204', { position, token: operator })
  return (left, right) => calculateCarefully(calculate, left, right, position, operator)
}

type Careful = (left: unknown, right: unknown) => unknown

/** One closure per operator, so that the numbers stay in registers; anything but finite numbers goes the careful way. */
function specialised(operator: string, left: Code, right: Code, constant: unknown, careful: Careful): Code {
  if (typeof constant === 'number' && Number.isFinite(constant))
    return withConstant(operator, left, constant, careful)
  switch (operator) {
    case '+':
      return (input, frame) => {
        const a = left(input, frame)
        const b = right(input, frame)
        return bothFinite(a, b) ? (a as number) + (b as number) : careful(a, b)
      }
    case '-':
      return (input, frame) => {
        const a = left(input, frame)
        const b = right(input, frame)
        return bothFinite(a, b) ? (a as number) - (b as number) : careful(a, b)
      }
    case '*':
      return (input, frame) => {
        const a = left(input, frame)
        const b = right(input, frame)
        return bothFinite(a, b) ? (a as number) * (b as number) : careful(a, b)
      }
    case '/':
      return (input, frame) => {
        const a = left(input, frame)
        const b = right(input, frame)
        return bothFinite(a, b) ? (a as number) / (b as number) : careful(a, b)
      }
    default:
      return (input, frame) => careful(left(input, frame), right(input, frame))
  }
}

function withConstant(operator: string, left: Code, b: number, careful: Careful): Code {
  switch (operator) {
    case '+':
      return (input, frame) => {
        const a = left(input, frame)
        return Number.isFinite(a) ? (a as number) + b : careful(a, b)
      }
    case '-':
      return (input, frame) => {
        const a = left(input, frame)
        return Number.isFinite(a) ? (a as number) - b : careful(a, b)
      }
    case '*':
      return (input, frame) => {
        const a = left(input, frame)
        return Number.isFinite(a) ? (a as number) * b : careful(a, b)
      }
    case '/':
      return (input, frame) => {
        const a = left(input, frame)
        return Number.isFinite(a) ? (a as number) / b : careful(a, b)
      }
    default:
      return (input, frame) => {
        const a = left(input, frame)
        return Number.isFinite(a) ? (a as number) % b : careful(a, b)
      }
  }
}

/** Number.isFinite is false for whatever is no number, which the compiler of types does not know: hence the casts above. */
function bothFinite(a: unknown, b: unknown): boolean {
  return Number.isFinite(a) && Number.isFinite(b)
}

function calculateCarefully(
  calculate: Calculate,
  left: unknown,
  right: unknown,
  position: number | undefined,
  token: string,
): unknown {
  try {
    if (left !== undefined && !isNumeric(left))
      throw new ExpressionError('T2001', { position, token, value: left })
    if (right !== undefined && !isNumeric(right))
      throw new ExpressionError('T2002', { position, token, value: right })
    return left === undefined || right === undefined ? undefined : calculate(left, right)
  } catch (error) {
    throw error instanceof ExpressionError ? error.at(position, token) : error
  }
}

/** Unary minus. */
export function compileNegation(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const operand = compilation.build(required(node, 'expression'), scope)
  const negate = (value: unknown): unknown => {
    if (value === undefined) return undefined
    if (isNumeric(value)) return -value
    throw new ExpressionError('D1002', { position: node.position, token: '-', value })
  }
  return folded(
    compilation,
    [operand],
    (input, frame) => negate(operand(input, frame)),
    ([value]) => negate(value),
  )
}
