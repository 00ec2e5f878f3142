import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../test/conformance/example-plan.ts'
import { inPieces, run, together } from '../../../test/conformance/example-run.ts'
import { operators } from '../catalog.ts'
import type { JsonObject } from '../model/json.ts'
import { balances } from '../runtime/ledger.ts'
import { scripts } from './arrivals.fixture.ts'

/** Ways for time to go on: strictly, with room for disorder, each key by itself, and by itself when nothing comes. */
const clocks: readonly JsonObject[] = [
  {},
  { outOfOrder: '3s' },
  { outOfOrder: '1s', watermark: 'key', idle: '4s' },
  { idle: '2s' },
  { idle: '0s' },
  { idle: '0s', watermark: 'key' },
]

describe.each(operators.map((operator) => [operator.type, operator] as const))('%s', (_type, operator) => {
  test.each(operator.examples.map((example) => [example.title, example] as const))(
    'gives the same however its input is cut and wherever it is restored: %s',
    (_title, example) => {
      fc.assert(
        fc.property(scripts(operator, example, clocks), ({ arrivals, clock, cuts, restores, ends }) => {
          const isSource = Object.keys(operator.inputs).length === 0
          const plan = planOf(operator, example, clock)
          const whole = run(plan, arrivals, together, ends)
          // What an operator makes by itself is never late, and never fails for reasons of its own.
          for (const code of ['internal', 'behind-watermark'])
            expect(whole.outcome['error'] ?? []).not.toContain(code)
          for (const ledger of Object.values(whole.ledger)) expect(balances(ledger)).toBe(true)
          let turn = 0
          const cut = (): number => cuts[turn++ % cuts.length] ?? 1
          const restored = run(plan, arrivals, cut, ends, (at) => restores.has(at))
          expect(restored.outcome).toEqual(whole.outcome)
          expect(restored.ledger).toEqual(whole.ledger)
          if (!isSource) expect(run(plan, arrivals, inPieces(1), ends).outcome).toEqual(whole.outcome)
        }),
        { numRuns: Number(process.env['RUNS'] ?? 40) },
      )
    },
  )
})
