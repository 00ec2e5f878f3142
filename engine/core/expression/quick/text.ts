import { textOf } from '../text.ts'
import { type Quick, UNSURE } from './quick.ts'

/** `&` of scalars. */
export function quickConcatenation(left: Quick, right: Quick): Quick {
  return (input, bindings, surroundings) => {
    const a = left(input, bindings, surroundings)
    const b = right(input, bindings, surroundings)
    if (typeof a === 'string' && typeof b === 'string') return a + b
    return isPrintable(a) && isPrintable(b) ? shown(a) + shown(b) : UNSURE
  }
}

function isPrintable(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || value === undefined || Number.isFinite(value)
  )
}

function shown(value: unknown): string {
  return value === undefined ? '' : textOf(value)
}
