import { Callable } from '../calling/callable.ts'
import type { Frame, Run } from '../frame.ts'
import { isSequence, newSequence, unwrapped } from '../values/sequence.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'

/** `*`: the values of all fields; those of arrays as their elements, all the way down. */
export function wildcard(value: unknown, { run }: Frame): unknown {
  const record = unwrapped(value)
  if (typeof record !== 'object' || record === null || record instanceof Callable) return newSequence()
  let result: unknown[] = newSequence()
  const fields: readonly unknown[] = Object.values(record)
  run.readFields(fields.length)
  for (const field of fields) {
    if (Array.isArray(field)) {
      // From here on it is a plain array, which is not collapsed: so it is in JSONata.
      if (isSequence(result)) result = Array.from(result)
      pushLeaves(result, field, run)
    } else {
      run.makeElements(1)
      result.push(field)
    }
  }
  return result
}

function pushLeaves(target: unknown[], values: readonly unknown[], run: Run, depth = 1): void {
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  run.makeElements(values.length)
  for (const value of values) {
    if (Array.isArray(value)) pushLeaves(target, value, run, depth + 1)
    else target.push(value)
  }
}

/** `**`: the value itself and everything within it, arrays aside. */
export function descendants(value: unknown, { run }: Frame): unknown {
  if (value === undefined) return undefined
  const found = newSequence()
  descend(value, found, run)
  return found.length === 1 ? found[0] : found
}

function descend(value: unknown, found: unknown[], run: Run, depth = 0): void {
  run.makeElements(1)
  if (depth > MAX_VALUE_DEPTH) throw tooDeepValue()
  if (Array.isArray(value)) {
    for (const element of value) descend(element, found, run, depth + 1)
    return
  }
  found.push(value)
  if (typeof value === 'object' && value !== null && !(value instanceof Callable)) {
    const fields: readonly unknown[] = Object.values(value)
    run.readFields(fields.length)
    for (const field of fields) descend(field, found, run, depth + 1)
  }
}
