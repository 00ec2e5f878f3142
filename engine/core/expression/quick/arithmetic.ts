import { ofOne, ofTwo } from './operators.ts'
import { type Quick, UNSURE } from './quick.ts'

/** It is false for whatever is no number, which the compiler of types does not know: hence the casts. */
const { isFinite } = Number

const BINARY: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  '+': (a, b) => (isFinite(a) && isFinite(b) ? sure((a as number) + (b as number)) : UNSURE),
  '-': (a, b) => (isFinite(a) && isFinite(b) ? sure((a as number) - (b as number)) : UNSURE),
  '*': (a, b) => (isFinite(a) && isFinite(b) ? sure((a as number) * (b as number)) : UNSURE),
  '/': (a, b) => (isFinite(a) && isFinite(b) ? sure((a as number) / (b as number)) : UNSURE),
  '%': (a, b) => (isFinite(a) && isFinite(b) ? sure((a as number) % (b as number)) : UNSURE),
}

/** The quick way gives finite numbers alone: nobody looks for others in what it has made. */
function sure(result: number): unknown {
  return isFinite(result) ? result : UNSURE
}

/** `+`, `-`, `*`, `/` and `%` of finite numbers. */
export function quickArithmetic(operator: string, left: Quick, right: Quick): Quick | undefined {
  const finish = BINARY[operator]
  return finish === undefined ? undefined : ofTwo(left, right, finish)
}

const WITH_CONSTANT: Readonly<Record<string, (a: unknown, b: number) => unknown>> = {
  '+': (a, b) => (isFinite(a) ? sure((a as number) + b) : missing(a)),
  '-': (a, b) => (isFinite(a) ? sure((a as number) - b) : missing(a)),
  '*': (a, b) => (isFinite(a) ? sure((a as number) * b) : missing(a)),
  '/': (a, b) => (isFinite(a) ? sure((a as number) / b) : missing(a)),
  '%': (a, b) => (isFinite(a) ? sure((a as number) % b) : missing(a)),
}

/** The same with a right operand that is always the same finite number. */
export function quickArithmeticWith(operator: string, left: Quick, b: number): Quick | undefined {
  const finish = WITH_CONSTANT[operator]
  return finish === undefined ? undefined : ofOne(left, finish, b)
}

function missing(value: unknown): unknown {
  return value === undefined ? undefined : UNSURE
}

/** Unary minus. */
export function quickNegation(operand: Quick): Quick {
  return ofOne(operand, negated, undefined)
}

function negated(value: unknown): unknown {
  return isFinite(value) ? -(value as number) : missing(value)
}
