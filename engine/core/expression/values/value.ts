import { Callable } from '../calling/callable.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'

/** True for a number that can be calculated with. Throws D1001 for an infinite one, as JSONata does. */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== 'number') return false
  if (Number.isFinite(value)) return true
  if (Number.isNaN(value)) return false
  throw new ExpressionError('D1001', { value })
}

export function isFunction(value: unknown): boolean {
  return value instanceof Callable || typeof value === 'function'
}

/** An object with fields: not null, not an array, not a function. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Callable)
}

/** A field of a record's own; what it inherits is not there. */
export function fieldOf(record: object, name: string): unknown {
  // The check makes sure that the field is there; a record has no more of a type than that.
  return Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : undefined
}

/** Sets a field whatever its name: `__proto__` becomes a field like any other. */
export function setField(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
  } else {
    target[name] = value
  }
}

/**
 * JSONata's `=`: the same value, or arrays and objects that are equal all the way down. A run pays for the way. Throws
 * U1001 where it goes too deep.
 */
export function deepEqual(left: unknown, right: unknown, run?: Run, depth = 0): boolean {
  if (typeof left === 'string') {
    // Texts of different lengths are told apart at once.
    if (typeof right === 'string' && left.length === right.length) run?.compare(left, right)
    return left === right
  }
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && equalArrays(left, right, run, depth)
  }
  return isRecord(left) && isRecord(right) && equalRecords(left, right, run, depth)
}

function equalArrays(
  left: readonly unknown[],
  right: readonly unknown[],
  run: Run | undefined,
  depth: number,
): boolean {
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  run?.look(1)
  if (left.length !== right.length) return false
  for (let i = 0; i < left.length; i++) {
    run?.look(1)
    if (!deepEqual(left[i], right[i], run, depth + 1)) return false
  }
  return true
}

function equalRecords(
  left: Record<string, unknown>,
  right: Record<string, unknown>,
  run: Run | undefined,
  depth: number,
): boolean {
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  run?.spend(1)
  const names = Object.keys(left)
  const others = Object.keys(right).length
  run?.readFields(names.length)
  run?.readFields(others)
  if (names.length !== others) return false
  for (const name of names) {
    if (!Object.hasOwn(right, name) || !deepEqual(left[name], right[name], run, depth + 1)) return false
  }
  return true
}
