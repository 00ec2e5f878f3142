import { expect, test } from 'vitest'
import { Steadiness } from './steadiness.ts'

/** Each step: how long it was connected, ms; negative: it was ended for a known reason; or that an attempt failed. Then
 * what is made of it. */
test.each<[what: string, steps: readonly (number | 'failed')[], attempts: number, displaced: boolean]>([
  ['the first loss after long', [60_000], 0, false],
  ['a broker that is away', [60_000, 'failed', 'failed', 'failed'], 3, false],
  ['one short connection', [100], 1, false],
  ['short ones in a row', [100, 200, 15_000], 3, true],
  ['many', [100, 100, 100, 100, 100, 100, 100], 7, true],
  ['short ones, as of a broker that starts again and again', [100, 'failed', 100, 'failed', 100], 3, false],
  ['short ones, then one that held', [100, 100, 100, 30_000], 0, false],
  ['short ones that were ended for known reasons', [-100, -100, -100, 100], 4, false],
  ['short ones with one among them', [100, 100, -100, 100, 100], 5, false],
  ['and lost again', [100, 100, 100, 30_000, 100], 1, false],
])('%s', (_what, steps, attempts, displaced) => {
  const steadiness = new Steadiness()
  let now = 0
  let isDisplaced = false
  for (const step of steps) {
    now += 1_000
    if (step !== 'failed') {
      steadiness.connected(now)
      now += Math.abs(step)
    }
    isDisplaced = steadiness.isDisplaced(now)
    steadiness.closed(now, step !== 'failed' && step < 0)
  }
  expect(steadiness.attempts).toBe(attempts)
  expect(isDisplaced).toBe(displaced)
})
