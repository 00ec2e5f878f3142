import { ExpressionError } from './expression-error.ts'
import { refuseLarge } from './large.ts'
import { unwrapped } from './sequence.ts'
import { isFunction, isNumeric } from './value.ts'

/** $string: the value as text; objects and arrays as JSON, numbers with at most 15 digits. */
export function textOf(value: unknown, pretty = false): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean' || value === null) return String(value)
  if (isFunction(value)) return ''
  const json = unwrapped(value)
  refuseLarge(json)
  return JSON.stringify(json, jsonValue, pretty ? 2 : 0)
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new ExpressionError('D3001', { value })
  return String(rounded(value))
}

/** A number as it is written: one that is not whole with 15 digits. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15))
}

function jsonValue(_: string, value: unknown): unknown {
  if (typeof value === 'number') return isNumeric(value) ? rounded(value) : value
  return isFunction(value) ? '' : value
}
