import { ofOne } from './operators.ts'
import { placesOf } from './places.ts'
import { type Quick, UNSURE } from './quick.ts'

type Make = (left: Quick, right: Quick, goesOn: boolean) => Quick

/* As in operators.ts. */
const PLACES: readonly Make[] = [
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
  (left, right, goesOn) => (input, bindings, now) => {
    const holds = truth(left(input, bindings, now))
    return holds === goesOn ? truth(right(input, bindings, now)) : holds
  },
]

const PLACE: Make = (left, right, goesOn) => (input, bindings, now) => {
  const holds = truth(left(input, bindings, now))
  return holds === goesOn ? truth(right(input, bindings, now)) : holds
}

const nextPlace = placesOf(PLACES, PLACE)

/** `and`, which goes on to the right if the left one is true, and `or`, which does if it is false. */
export function quickLogic(operator: 'and' | 'or', left: Quick, right: Quick): Quick {
  return nextPlace()(left, right, operator === 'and')
}

/** `condition ? then : else`. */
export function quickCondition(condition: Quick, whenTrue: Quick, whenFalse: Quick): Quick {
  return (input, bindings, now) => {
    const holds = truth(condition(input, bindings, now))
    if (holds === true) return whenTrue(input, bindings, now)
    return holds === false ? whenFalse(input, bindings, now) : UNSURE
  }
}

/** `$not(...)`. */
export function quickNot(operand: Quick): Quick {
  return ofOne(operand, negated, undefined)
}

function negated(value: unknown): unknown {
  const holds = truth(value)
  return value === undefined ? undefined : typeof holds === 'symbol' ? UNSURE : !holds
}

/** Whether a scalar counts as true. */
function truth(value: unknown): boolean | typeof UNSURE {
  if (typeof value === 'boolean') return value
  if (value === undefined || value === null) return false
  if (typeof value === 'string') return value.length > 0
  return Number.isFinite(value) ? value !== 0 : UNSURE
}
