import { Callable } from '../calling/callable.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { isMarked, unwrapped } from './sequence.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'
import { setField } from './value.ts'

/**
 * A value as a function from outside gets it: plain data, without the marks of lists that are sequences. What holds none
 * is handed on as it is. Throws T0410 for a function or what holds one: it could be kept, and called when the evaluation
 * that it belongs to is over.
 */
export function lendable(value: unknown, index: number, token: string, run: Run): unknown {
  const plain = (inner: unknown, depth: number): unknown => {
    if (typeof inner === 'function' || inner instanceof Callable)
      throw new ExpressionError('T0410', { value: () => {}, index, token, type: 'plain data' })
    if (typeof inner !== 'object' || inner === null) return inner
    if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
    return Array.isArray(inner) ? plainArray(inner, depth + 1) : plainRecord(inner, depth + 1)
  }
  const plainArray = (values: readonly unknown[], depth: number): unknown => {
    run.look(values.length)
    let copy = isMarked(values) ? values.slice() : undefined
    for (let at = 0; at < values.length; at++) {
      const after = plain(values[at], depth)
      if (after === values[at]) continue
      copy ??= values.slice()
      copy[at] = after
    }
    if (copy !== undefined) run.makeElements(copy.length)
    return copy ?? values
  }
  const plainRecord = (record: object, depth: number): unknown => {
    const entries = Object.entries(record)
    run.look(entries.length)
    const after = entries.map(([, inner]) => plain(inner, depth))
    if (entries.every(([, inner], at) => inner === after[at])) return record
    run.makeElements(2 * entries.length)
    const copy: Record<string, unknown> = {}
    entries.forEach(([name], at) => setField(copy, name, after[at]))
    return copy
  }
  return plain(unwrapped(value), 0)
}

/** Throws M1007 for what is no data, or holds it: a function, a promise or anything else that is waited for. */
export function refuseUnlendable(value: unknown, token: string, run: Run, depth = 0): void {
  if (typeof value === 'function') throw new ExpressionError('M1007', { token })
  if (typeof value !== 'object' || value === null) return
  // What is waited for has a `then`, its own or inherited.
  if (typeof (value as { readonly then?: unknown }).then === 'function')
    throw new ExpressionError('M1007', { token })
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  run.look(parts.length)
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  for (const part of parts) refuseUnlendable(part, token, run, depth + 1)
}
