import type { Key } from './event.ts'
import { Failure } from './failure.ts'

/** Characters. State is bounded by the number of keys, so keys have to be bounded too. */
const longest = 1_024

/** Throws a `Failure` where a key is too long to be remembered by the thousand. */
export function demandShort(key: Key): void {
  const length = typeof key === 'string' ? key.length : Array.isArray(key) ? lengthOf(key) : 0
  if (length > longest)
    throw new Failure(
      'key-too-long',
      `a key of ${length} characters: expected at most ${longest}, since each is kept in memory`,
    )
}

function lengthOf(parts: readonly unknown[]): number {
  return parts.reduce<number>((sum, part) => sum + (typeof part === 'string' ? part.length : 8), 0)
}
