import { expect, test } from 'vitest'
import { SliceSize } from './slice-size.ts'

test.each([
  ['cheap events', [0, 0, 0, 0, 0, 0, 0, 0, 0], 100],
  ['expensive ones', [80, 80], 1],
  ['ones that become expensive', [0, 0, 0, 0, 0, 0, 0, 500], 1],
  ['a slice of 64 that took 40 ms', [0, 0, 0, 0, 0, 0, 40], 8],
])('%s', (_, durations, size) => {
  const slice = new SliceSize()
  for (const duration of durations) slice.took(slice.current, duration)
  expect(slice.current).toBe(size)
})
