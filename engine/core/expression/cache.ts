import { MAX_CACHED_CHARACTERS, MAX_CACHED_EXPRESSIONS } from './limits.ts'

/** What was made before for the same key, or made now. Of more than `most`, or of too many characters in their keys, the oldest are forgotten. */
export function cache<Value extends object>(
  most = MAX_CACHED_EXPRESSIONS,
): (key: string, make: () => Value) => Value {
  const made = new Map<string, Value>()
  let characters = 0
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
    characters += key.length
    for (const oldest of made.keys()) {
      if (made.size <= most && characters <= MAX_CACHED_CHARACTERS) break
      made.delete(oldest)
      characters -= oldest.length
    }
    return value
  }
}
