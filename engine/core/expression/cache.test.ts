import { expect, test } from 'vitest'
import { cache } from './cache.ts'
import { MAX_CACHED_CHARACTERS } from './limits.ts'

/** What of these keys is still known: the others are made again. */
function known(make: ReturnType<typeof cache<object>>, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => {
    const fresh = {}
    return make(key, () => fresh) !== fresh
  })
}

test('of more than so many the oldest are forgotten, and what was asked for last is the youngest', () => {
  const made = cache<object>(3)
  for (const key of ['a', 'b', 'c', 'a', 'd']) made(key, () => ({}))
  expect(known(made, ['d', 'a', 'c'])).toEqual(['d', 'a', 'c'])
  expect(known(made, ['b'])).toEqual([])
})

test('long keys leave room for fewer', () => {
  const made = cache<object>()
  const keys = Array.from({ length: 8 }, (_, at) => String(at).repeat(MAX_CACHED_CHARACTERS / 4))
  for (const key of keys) made(key, () => ({}))
  expect(known(made, keys.slice(4).toReversed())).toHaveLength(4)
  expect(known(made, keys.slice(0, 1))).toEqual([])
  made('x'.repeat(MAX_CACHED_CHARACTERS + 1), () => ({}))
  expect(known(made, keys.slice(7))).toEqual([])
})
