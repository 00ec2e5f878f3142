import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { refuseLarge } from './large.ts'
import { LOOKS_TO_ROUND } from '../limits.ts'
import { unwrapped } from './sequence.ts'
import { isFunction, isNumeric } from './value.ts'

/** $string: the value as text; objects and arrays as JSON, numbers with at most 15 digits. A run pays but for the characters. */
export function textOf(value: unknown, run?: Run, pretty = false): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value, run)
  if (typeof value === 'boolean' || value === null) return String(value)
  if (isFunction(value)) return ''
  const json = unwrapped(value)
  const indent = pretty ? 2 : 0
  refuseLarge(json, run, indent)
  return JSON.stringify(json, jsonValue, indent)
}

function numberText(value: number, run: Run | undefined): string {
  if (!Number.isInteger(value)) run?.look(LOOKS_TO_ROUND)
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
