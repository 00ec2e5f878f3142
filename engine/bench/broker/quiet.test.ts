import { expect, test } from 'vitest'
import { leastDisturbed } from './quiet.ts'

test.each([
  { what: 'a quiet run is kept', shares: [0.01, 0], retries: 3, kept: 0.01, taken: 1 },
  { what: 'a disturbed one is taken again', shares: [0.5, 0.04, 0], retries: 3, kept: 0.04, taken: 2 },
  { what: 'the least disturbed is kept', shares: [0.5, 0.2, 0.3], retries: 2, kept: 0.2, taken: 3 },
  { what: 'no retries, one run', shares: [0.5, 0], retries: 0, kept: 0.5, taken: 1 },
])('$what', async ({ shares, retries, kept, taken }) => {
  let at = 0
  const take = async () => ({ othersShare: shares[at++] ?? 1 })
  expect(await leastDisturbed(take, retries)).toEqual({ othersShare: kept })
  expect(at).toBe(taken)
})
