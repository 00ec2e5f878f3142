import { MAX_CACHED_EXPRESSIONS } from './limits.ts'

/** What was made before for the same key, or made now. Of more than `most` the oldest are forgotten. */
export function cache<Value extends object>(
  most = MAX_CACHED_EXPRESSIONS,
): (key: string, make: () => Value) => Value {
  const made = new Map<string, Value>()
  return (key, make) => {
    const known = made.get(key)
    if (known !== undefined) {
      // To the end of the map: it is the youngest now.
      made.delete(key)
      made.set(key, known)
      return known
    }
    const value = make()
    made.set(key, value)
    if (made.size > most) {
      for (const oldest of made.keys()) {
        made.delete(oldest)
        break
      }
    }
    return value
  }
}
