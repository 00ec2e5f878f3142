import { textOf } from '../values/text.ts'
import { ofTwo } from './operators.ts'
import { type Quick, UNSURE } from './quick.ts'

/** What is longer has to be paid for: the few parts of an expression that has a quick way cannot make much of less. */
const MAX_CHARACTERS = 100_000

export const admitted = (text: string): unknown => (text.length > MAX_CHARACTERS ? UNSURE : text)

export const isLong = (value: unknown): boolean => typeof value === 'string' && value.length > MAX_CHARACTERS

/** `&` of scalars. */
export function quickConcatenation(left: Quick, right: Quick): Quick {
  return ofTwo(left, right, joined)
}

function joined(a: unknown, b: unknown): unknown {
  if (isLong(a) || isLong(b)) return UNSURE
  if (typeof a === 'string' && typeof b === 'string') return admitted(a + b)
  return isPrintable(a) && isPrintable(b) ? admitted(shown(a) + shown(b)) : UNSURE
}

function isPrintable(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || value === undefined || Number.isFinite(value)
  )
}

function shown(value: unknown): string {
  return value === undefined ? '' : textOf(value)
}
