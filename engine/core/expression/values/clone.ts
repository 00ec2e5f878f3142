import { Callable } from '../calling/callable.ts'
import type { Run } from '../frame.ts'
import { unwrapped } from './sequence.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'
import { rounded } from './text.ts'
import { isNumeric, setField } from './value.ts'

/** Is told of each array and object that is made. */
type Note = (copy: object) => void

/**
 * A deep copy, as JSONata makes it by way of a text: a number that is not whole has 15 digits and none is -0, a function is an empty
 * text, and nothing in an array is null. Throws D1001 for a number that is not finite, U1001 for what is too deep.
 */
export function clone(value: unknown, run: Run, note: Note = () => {}): unknown {
  return copyOf(unwrapped(value), run, note, 0)
}

function copyOf(value: unknown, run: Run, note: Note, depth: number): unknown {
  if (typeof value === 'number') return isNumeric(value) ? rounded(value) + 0 : null
  if (typeof value === 'function' || value instanceof Callable) return ''
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  const copy = Array.isArray(value)
    ? clonedArray(value, run, note, depth + 1)
    : clonedRecord(value, run, note, depth + 1)
  note(copy)
  return copy
}

function clonedArray(values: readonly unknown[], run: Run, note: Note, depth: number): unknown[] {
  run.makeElements(values.length)
  const copy: unknown[] = []
  for (let at = 0; at < values.length; at++) copy.push(copyOf(values[at], run, note, depth) ?? null)
  return copy
}

function clonedRecord(record: object, run: Run, note: Note, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  const names = Object.keys(record)
  run.makeElements(0)
  run.makeFields(names.length)
  for (const name of names) {
    const value = (record as Record<string, unknown>)[name] // a name of its own
    if (value !== undefined) setField(copy, name, copyOf(value, run, note, depth))
  }
  return copy
}
