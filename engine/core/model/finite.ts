import { Failure } from './failure.ts'

/**
 * Throws a `Failure` `not-finite` where a value is, or holds, a number that JSON cannot say (Infinity or NaN): saved and
 * read again it would be another.
 */
export function demandFinite(value: unknown): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notFinite(value)
  } else if (Array.isArray(value)) {
    for (const item of value) demandFinite(item)
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) demandFinite(item)
  }
}

const notFinite = (value: number): Failure =>
  new Failure(
    'not-finite',
    `expected numbers up to ${Number.MAX_VALUE}, got ${value}: look for a division by zero or for what makes a number ` +
      'too large',
  )
