import { type Quick, UNSURE } from './quick.ts'

/** `and`. */
export function quickAnd(left: Quick, right: Quick): Quick {
  return (input, bindings, surroundings) => {
    const holds = truth(left(input, bindings, surroundings))
    return holds === true ? truth(right(input, bindings, surroundings)) : holds
  }
}

/** `or`. */
export function quickOr(left: Quick, right: Quick): Quick {
  return (input, bindings, surroundings) => {
    const holds = truth(left(input, bindings, surroundings))
    return holds === false ? truth(right(input, bindings, surroundings)) : holds
  }
}

/** `condition ? then : else`. */
export function quickCondition(condition: Quick, whenTrue: Quick, whenFalse: Quick): Quick {
  return (input, bindings, surroundings) => {
    const holds = truth(condition(input, bindings, surroundings))
    if (holds === true) return whenTrue(input, bindings, surroundings)
    return holds === false ? whenFalse(input, bindings, surroundings) : UNSURE
  }
}

/** Whether a scalar counts as true. */
function truth(value: unknown): boolean | typeof UNSURE {
  if (value === true) return true
  if (value === false || value === undefined || value === null) return false
  if (typeof value === 'string') return value.length > 0
  return Number.isFinite(value) ? value !== 0 : UNSURE
}
