import { expect, test } from 'vitest'
import { damaged, misdeed } from './fuzz.fixture.ts'

test('whatever was done to a flow, its check ends in a plan or in errors, and in words for people', () => {
  const first = Number(process.env['SEED'] ?? 1)
  let plans = 0
  const runs = Number(process.env['RUNS'] ?? 4_000)
  for (let seed = first; seed < first + runs; seed++) {
    let wrong: string | undefined
    try {
      const found = misdeed(damaged(seed))
      wrong = found.wrong
      plans += found.planned ? 1 : 0
    } catch (error) {
      wrong = `it threw ${String(error)}`
    }
    if (wrong !== undefined) expect.fail(`SEED=${seed}: ${wrong}`)
  }
  // Were all of them refused, or none, nothing would have been tried.
  expect(plans).toBeGreaterThan(runs / 100)
  expect(plans).toBeLessThan(runs / 2)
})
