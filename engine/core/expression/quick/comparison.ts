import { type Quick, UNSURE } from './quick.ts'

/** `<`, `<=`, `>` and `>=` of a number or text with a number that is always the same. */
export function quickLimit(operator: string, left: Quick, limit: number): Quick {
  switch (operator) {
    case '<':
      return (input, bindings, surroundings) => {
        const value = left(input, bindings, surroundings)
        return typeof value === 'number' ? value < limit : missing(value)
      }
    case '<=':
      return (input, bindings, surroundings) => {
        const value = left(input, bindings, surroundings)
        return typeof value === 'number' ? value <= limit : missing(value)
      }
    case '>':
      return (input, bindings, surroundings) => {
        const value = left(input, bindings, surroundings)
        return typeof value === 'number' ? value > limit : missing(value)
      }
    default:
      return (input, bindings, surroundings) => {
        const value = left(input, bindings, surroundings)
        return typeof value === 'number' ? value >= limit : missing(value)
      }
  }
}

function missing(value: unknown): unknown {
  return value === undefined ? undefined : UNSURE
}

type Compare = (left: number | string, right: number | string) => boolean

const COMPARISONS: Readonly<Record<string, Compare>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
}

/** `<`, `<=`, `>` and `>=` of any two numbers, or any two texts. */
export function quickComparison(operator: string, left: Quick, right: Quick): Quick | undefined {
  const compare = COMPARISONS[operator]
  if (compare === undefined) return undefined
  return (input, bindings, surroundings) => {
    const a = left(input, bindings, surroundings)
    const b = right(input, bindings, surroundings)
    if (typeof a === 'number' && typeof b === 'number') return compare(a, b)
    if (typeof a === 'string' && typeof b === 'string') return compare(a, b)
    return UNSURE
  }
}

/** `=` and `!=` (`wanted` is true for `=`) of two scalars. */
export function quickEquality(wanted: boolean, left: Quick, right: Quick): Quick {
  return (input, bindings, surroundings) => {
    const a = left(input, bindings, surroundings)
    const b = right(input, bindings, surroundings)
    if (a === undefined || b === undefined) return a === UNSURE || b === UNSURE ? UNSURE : false
    if (typeof a === 'object' || typeof b === 'object' || a === UNSURE || b === UNSURE) return UNSURE
    return (a === b) === wanted
  }
}

/** The same with a scalar that is always the same. */
export function quickSameness(wanted: boolean, left: Quick, constant: unknown): Quick {
  if (wanted) {
    return (input, bindings, surroundings) => {
      const value = left(input, bindings, surroundings)
      return value === constant || (value === UNSURE ? UNSURE : false)
    }
  }
  return (input, bindings, surroundings) => {
    const value = left(input, bindings, surroundings)
    return value === UNSURE ? UNSURE : value !== undefined && value !== constant
  }
}

/** `in` a list of scalars. */
export function quickMembership(left: Quick, scalars: readonly unknown[]): Quick {
  return (input, bindings, surroundings) => {
    const value = left(input, bindings, surroundings)
    return value === UNSURE ? UNSURE : scalars.includes(value)
  }
}
