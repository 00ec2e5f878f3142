import { Callable } from './callable.ts'
import type { Run } from './frame.ts'
import { newSequence, pushAll } from './sequence.ts'
import { fieldOf } from './value.ts'

/** A field of a value, or, of an array, of each of its elements, as a sequence that is not yet collapsed. */
export function lookup(value: unknown, name: string, run: Run): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Callable) return undefined
  if (!Array.isArray(value)) return fieldOf(value, name)
  run.look(value.length)
  const found = newSequence()
  for (let i = 0; i < value.length; i++) {
    const field = lookup(value[i], name, run)
    if (field !== undefined) pushAll(found, field)
  }
  run.makeElements(found.length)
  return found
}
