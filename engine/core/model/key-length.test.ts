import { expect, test } from 'vitest'
import { demandShort } from './key-length.ts'

test.each([[null], [true], [7], ['x'.repeat(1_024)], [['a', 1]]])('%j can be a key', (key) => {
  expect(() => demandShort(key)).not.toThrow()
})

test.each([
  ['x'.repeat(1_025)],
  [['x'.repeat(1_000), 'x'.repeat(25)]],
  [Array.from({ length: 200 }, () => 1)],
])('a key that is too long is refused', (key) => {
  expect(() => demandShort(key)).toThrow(/a key of \d+ characters: expected at most 1024/)
})
