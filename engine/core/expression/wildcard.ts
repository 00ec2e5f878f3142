import { Callable } from './callable.ts'
import { newSequence, pushAll, unwrapped } from './sequence.ts'

/** `*`: the values of all fields; those of arrays as their elements, all the way down. */
export function wildcard(value: unknown): unknown {
  const record = unwrapped(value)
  if (typeof record !== 'object' || record === null || record instanceof Callable) return newSequence()
  let result: unknown[] = newSequence()
  for (const field of Object.values(record)) {
    if (Array.isArray(field)) {
      // From here on it is a plain array, which is not collapsed: so it is in JSONata.
      const joined: unknown[] = []
      pushAll(joined, result)
      pushLeaves(joined, field)
      result = joined
    } else {
      result.push(field)
    }
  }
  return result
}

function pushLeaves(target: unknown[], values: readonly unknown[]): void {
  for (const value of values) {
    if (Array.isArray(value)) pushLeaves(target, value)
    else target.push(value)
  }
}

/** `**`: the value itself and everything within it, arrays aside. */
export function descendants(value: unknown): unknown {
  if (value === undefined) return undefined
  const found = newSequence()
  descend(value, found)
  return found.length === 1 ? found[0] : found
}

function descend(value: unknown, found: unknown[]): void {
  if (Array.isArray(value)) {
    for (const element of value) descend(element, found)
    return
  }
  found.push(value)
  if (typeof value === 'object' && value !== null && !(value instanceof Callable)) {
    for (const field of Object.values(value)) descend(field, found)
  }
}
