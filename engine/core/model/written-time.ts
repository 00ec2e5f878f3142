import { parseDuration } from './duration.ts'
import { parseInstant } from './instant.ts'

/**
 * Reads a time as recordings and tests write it: whole ms since the epoch, a duration since then (`10s`), or an ISO 8601
 * instant. Gives ms since the epoch, perhaps outside the years that there are (`isInYears`), or undefined where it is
 * none of these.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  return typeof value === 'string' ? (parseDuration(value) ?? parseInstant(value)) : undefined
}
