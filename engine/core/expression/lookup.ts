import { Callable } from './callable.ts'
import { newSequence, pushAll } from './sequence.ts'
import { fieldOf } from './value.ts'

/** A field of a value, or, of an array, of each of its elements, as a sequence that is not yet collapsed. */
export function lookup(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Callable) return undefined
  if (!Array.isArray(value)) return fieldOf(value, name)
  const found = newSequence()
  for (let i = 0; i < value.length; i++) {
    const field = lookup(value[i], name)
    if (field !== undefined) pushAll(found, field)
  }
  return found
}
