import { Callable } from '../calling/callable.ts'
import { Run } from '../frame.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'
import { isNumeric } from './value.ts'

/** Whether a value counts as true, by JSONata's rules of $boolean; nothing counts as false. A run pays for a list. */
export function truth(value: unknown, run?: Run): boolean {
  if (value === true) return true
  if (value === undefined || value === null || value === false) return false
  if (typeof value === 'string') return value.length > 0
  if (typeof value === 'number') return isNumeric(value) && value !== 0
  if (Array.isArray(value)) return anyTrue(value, run ?? new Run(undefined, undefined, undefined))
  return typeof value === 'object' && !(value instanceof Callable) && hasField(value, run)
}

/** Arrays that hold each other twice have no end for whoever goes through them: there is always a run that pays. */
function anyTrue(values: readonly unknown[], run: Run, depth = 0): boolean {
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  run.look(values.length + 3)
  let found = false
  // Every element is looked at, since an infinite number among them is an error.
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (Array.isArray(value) ? anyTrue(value, run, depth + 1) : truth(value, run)) found = true
  }
  return found
}

/** The platform goes through all fields of a large object to tell the first. */
function hasField(value: object, run: Run | undefined): boolean {
  const count = Object.keys(value).length
  run?.readFields(count)
  return count > 0
}
