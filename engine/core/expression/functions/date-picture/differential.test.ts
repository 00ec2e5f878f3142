import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ourOutcome } from '../picture/outcome.fixture.ts'
import { formatDateTime, parseDateTime } from './date-time.ts'
import { theirFormat, theirParse } from './interpreter.fixture.ts'
import { reasonToReadOtherwise, reasonToWriteOtherwise, recased } from './known-differences.fixture.ts'
import { instant, mutation, picture, zone } from './pictures.fixture.ts'

/** More of them by hand: RUNS=100000 vitest run date-picture. */
/** The same in each run of the tests; others by hand. */
const SEED = Number(process.env['SEED'] ?? 1)
const RUNS = Number(process.env['RUNS'] ?? 2000)
const TIME_LIMIT = 30_000 + RUNS * 10

test(
  'times are written as the interpreter writes them, and read as it reads them',
  async () => {
    let compared = 0
    let fitting = 0
    let excused = 0
    const text = fc.tuple(picture, instant, zone, mutation)
    await fc.assert(
      fc.asyncProperty(text, async ([picture, millis, zone, mutate]) => {
        const written = await theirFormat(millis, picture, zone)
        if (reasonToWriteOtherwise(picture, millis) === undefined) {
          compared++
          expect(ourOutcome(() => formatDateTime(millis, picture, zone))).toEqual(written)
        } else excused++

        const base = 'value' in written ? String(written.value) : 'x'
        for (const text of new Set([base, mutate(base)])) {
          const { outcome, now } = await theirParse(recased(text, picture), picture)
          const ours = ourOutcome(() => parseDateTime(text, picture, () => now))
          if (reasonToReadOtherwise(text, picture, ours) === undefined) {
            compared++
            if ('value' in outcome && outcome.value !== undefined) fitting++
            expect(ours, text).toEqual(outcome)
          } else excused++
        }
      }),
      { numRuns: RUNS, seed: SEED, examples: [[['[Z9.999]', 0, '+0100', (text) => text.replace('.', ':')]]] },
    )
    expect(compared).toBeGreaterThan(RUNS * 2)
    expect(fitting).toBeGreaterThan(RUNS / 5)
    expect(excused).toBeLessThan(compared / 10)
    if (RUNS > 2000) console.log({ compared, fitting, excused })
  },
  TIME_LIMIT,
)
