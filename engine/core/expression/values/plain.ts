import { Callable } from '../calling/callable.ts'
import { ExpressionError } from '../expression-error.ts'
import { isMarked } from './sequence.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'

/** A result without marks: sequences and constructed arrays become plain arrays, down to the last. Throws M1004, and U1001. */
export function toPlain(value: unknown): unknown {
  return plain(value, 0, new Map())
}

/** What became of large arrays and objects, which may stand in several places. */
type Done = Map<object, object>

/** Of what has more parts it is remembered. */
const FEW_PARTS = 64

function plain(value: unknown, depth: number, done: Done): unknown {
  if (typeof value === 'function') throw new ExpressionError('M1004')
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Callable) throw new ExpressionError('M1004')
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  const known = done.get(value)
  if (known !== undefined) return known
  return Array.isArray(value) ? plainArray(value, depth + 1, done) : plainRecord(value, depth + 1, done)
}

/** Marks are found only in what the evaluation has made, never in the input; so what changes here is its own. */
function plainArray(given: unknown[], depth: number, done: Done): unknown[] {
  // A copy has no mark.
  const values = isMarked(given) ? given.slice() : given
  if (values.length > FEW_PARTS) done.set(given, values)
  for (let i = 0; i < values.length; i++) {
    const before = values[i]
    const after = plain(before, depth, done)
    if (after !== before) values[i] = after
  }
  return values
}

function plainRecord(record: object, depth: number, done: Done): object {
  // Only own fields are named, and only those that hold a mark are set anew.
  const fields = record as Record<string, unknown>
  const names = Object.keys(fields)
  if (names.length > FEW_PARTS) done.set(record, record)
  for (const name of names) {
    const before = fields[name]
    const after = plain(before, depth, done)
    if (after !== before) fields[name] = after
  }
  return record
}
