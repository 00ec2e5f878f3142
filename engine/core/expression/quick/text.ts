import { textOf } from '../text.ts'
import { ofTwo } from './operators.ts'
import { type Quick, UNSURE } from './quick.ts'

/** `&` of scalars. */
export function quickConcatenation(left: Quick, right: Quick): Quick {
  return ofTwo(left, right, joined)
}

function joined(a: unknown, b: unknown): unknown {
  if (typeof a === 'string' && typeof b === 'string') return a + b
  return isPrintable(a) && isPrintable(b) ? shown(a) + shown(b) : UNSURE
}

function isPrintable(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || value === undefined || Number.isFinite(value)
  )
}

function shown(value: unknown): string {
  return value === undefined ? '' : textOf(value)
}
