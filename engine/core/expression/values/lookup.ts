import { Callable } from '../calling/callable.ts'
import type { Run } from '../frame.ts'
import { newSequence, pushAll } from './sequence.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'
import { fieldOf } from './value.ts'

/** A field of a value, or, of an array, of each of its elements, as a sequence that is not yet collapsed. */
export function lookup(value: unknown, name: string, run: Run, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Callable) return undefined
  if (!Array.isArray(value)) return fieldOf(value, name)
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  run.look(value.length)
  const found = newSequence()
  for (let i = 0; i < value.length; i++) {
    const field = lookup(value[i], name, run, depth + 1)
    if (field !== undefined) pushAll(found, field)
  }
  run.makeElements(found.length)
  return found
}
