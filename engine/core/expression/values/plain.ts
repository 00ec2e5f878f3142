import { Callable } from '../calling/callable.ts'
import { ExpressionError } from '../expression-error.ts'
import { isMarked } from './sequence.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'

/** A result without marks: sequences and constructed arrays become plain arrays, down to the last. Throws M1004, and U1001. */
export function toPlain(value: unknown, depth = 0): unknown {
  if (typeof value === 'function') throw new ExpressionError('M1004')
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Callable) throw new ExpressionError('M1004')
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  return Array.isArray(value) ? plainArray(value, depth + 1) : plainRecord(value, depth + 1)
}

function plainArray(values: unknown[], depth: number): unknown[] {
  // A copy has no mark.
  return plainInPlace(isMarked(values) ? values.slice() : values, depth)
}

/** Marks are found only in what the evaluation has made, never in the input; so what changes here is its own. */
function plainInPlace(values: unknown[], depth: number): unknown[] {
  for (let i = 0; i < values.length; i++) {
    const before = values[i]
    const after = toPlain(before, depth)
    if (after !== before) values[i] = after
  }
  return values
}

function plainRecord(record: object, depth: number): object {
  // Only own fields are named, and only those that hold a mark are set anew.
  const fields = record as Record<string, unknown>
  for (const name of Object.keys(fields)) {
    const before = fields[name]
    const after = toPlain(before, depth)
    if (after !== before) fields[name] = after
  }
  return record
}
