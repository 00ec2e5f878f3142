import { type Quick, UNSURE } from './quick.ts'

/** Number.isFinite is false for whatever is no number, which the compiler of types does not know: hence the casts. */
const isFinite = Number.isFinite

/** `+`, `-`, `*`, `/` and `%` of finite numbers. */
export function quickArithmetic(operator: string, left: Quick, right: Quick): Quick | undefined {
  switch (operator) {
    case '+':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        const b = right(input, bindings, surroundings)
        return isFinite(a) && isFinite(b) ? (a as number) + (b as number) : UNSURE
      }
    case '-':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        const b = right(input, bindings, surroundings)
        return isFinite(a) && isFinite(b) ? (a as number) - (b as number) : UNSURE
      }
    case '*':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        const b = right(input, bindings, surroundings)
        return isFinite(a) && isFinite(b) ? (a as number) * (b as number) : UNSURE
      }
    case '/':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        const b = right(input, bindings, surroundings)
        return isFinite(a) && isFinite(b) ? (a as number) / (b as number) : UNSURE
      }
    case '%':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        const b = right(input, bindings, surroundings)
        return isFinite(a) && isFinite(b) ? (a as number) % (b as number) : UNSURE
      }
    default:
      return undefined
  }
}

/** The same with a right operand that is always the same finite number. */
export function quickArithmeticWith(operator: string, left: Quick, b: number): Quick | undefined {
  switch (operator) {
    case '+':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        return isFinite(a) ? (a as number) + b : missing(a)
      }
    case '-':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        return isFinite(a) ? (a as number) - b : missing(a)
      }
    case '*':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        return isFinite(a) ? (a as number) * b : missing(a)
      }
    case '/':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        return isFinite(a) ? (a as number) / b : missing(a)
      }
    case '%':
      return (input, bindings, surroundings) => {
        const a = left(input, bindings, surroundings)
        return isFinite(a) ? (a as number) % b : missing(a)
      }
    default:
      return undefined
  }
}

function missing(value: unknown): unknown {
  return value === undefined ? undefined : UNSURE
}

/** Unary minus. */
export function quickNegation(operand: Quick): Quick {
  return (input, bindings, surroundings) => {
    const value = operand(input, bindings, surroundings)
    return isFinite(value) ? -(value as number) : missing(value)
  }
}
