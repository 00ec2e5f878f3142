import { Callable } from '../calling/callable.ts'
import { ExpressionError } from '../expression-error.ts'
import { defaultBounds } from '../bounds.ts'
import type { Run } from '../frame.ts'
import { LOOKS_TO_ROUND, LOOKS_TO_WRITE } from '../limits.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'

/** What a text, list or object counts for beside what is in it, and what a number and the like count for. */
const BYTES_PER_VALUE = 16
const BYTES_PER_SCALAR = 6
const BYTES_PER_FRACTION = 16

/**
 * Throws U1001 if a value written out is beyond the bound of one evaluation. A few dozen objects that hold each
 * other twice are small in memory, and yet without end for whoever goes through them. The same for one that is nested too
 * deeply. A run is given that pays where the value is then written out, `indent` with so many blanks for each level.
 */
export function refuseLarge(value: unknown, run?: Run, indent = 0): void {
  // Whoever pays, pays each time; else what is large and stands in several places is gone through once.
  const known = run === undefined ? new Map<object, number>() : undefined
  if (sizeWithin(value, defaultBounds.bytes, { run, indent, known }, 0) < 0) {
    throw new ExpressionError('U1001', {
      message: `a value written out is more than ${defaultBounds.bytes / 1e6} MB. Does it hold the same values over and over?`,
    })
  }
}

interface Looking {
  readonly run: Run | undefined
  readonly indent: number
  /** The sizes of what is large. */
  readonly known: Map<object, number> | undefined
}

/** Of what has more parts the size is kept. */
const FEW_PARTS = 64

/** How much of the room is left, or less than nothing. */
function sizeWithin(value: unknown, room: number, looking: Looking, depth: number): number {
  const { run, indent, known } = looking
  let left = room - depth * indent
  if (typeof value === 'string') return left - BYTES_PER_VALUE - value.length
  if (typeof value === 'number' && !Number.isInteger(value)) {
    run?.look(LOOKS_TO_ROUND)
    return left - BYTES_PER_FRACTION
  }
  if (typeof value !== 'object' || value === null || value instanceof Callable) return left - BYTES_PER_SCALAR
  const size = known?.get(value)
  if (size !== undefined) return left - size
  left -= BYTES_PER_VALUE
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  if (Array.isArray(value)) {
    run?.look(value.length * LOOKS_TO_WRITE)
    for (let i = 0; i < value.length && left >= 0; i++) left = sizeWithin(value[i], left, looking, depth + 1)
    if (value.length > FEW_PARTS) known?.set(value, room - left)
    return left
  }
  const names = Object.keys(value)
  run?.readFields(names.length)
  run?.look(names.length * LOOKS_TO_WRITE)
  for (const name of names) {
    left = sizeWithin((value as Record<string, unknown>)[name], left - name.length, looking, depth + 1) // a name of its own
    if (left < 0) return left
  }
  if (names.length > FEW_PARTS) known?.set(value, room - left)
  return left
}
