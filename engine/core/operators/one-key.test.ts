import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../test/conformance/example-plan.ts'
import { run, together } from '../../../test/conformance/example-run.ts'
import { operators } from '../catalog.ts'
import { scripts } from './arrivals.fixture.ts'

/** Where nobody pauses: a source pauses from its start on, a key from its first event on. */
const clocks = [{ idle: 'never' }, { idle: 'never', outOfOrder: '3s' }, { idle: 'never', outOfOrder: '1m' }]

const withInputs = operators.filter(({ inputs }) => Object.keys(inputs).length > 0)

describe.each(withInputs.map((operator) => [operator.type, operator] as const))('%s', (_type, operator) => {
  test.for(operator.examples.map((example) => [example.title, example] as const))(
    'gives the same for one key whether time is kept for all or for each: %s',
    ([_title, example]) => {
      fc.assert(
        fc.property(scripts(operator, example, clocks, ['only']), ({ arrivals, clock, ends }) => {
          const [all, each] = ['source', 'key'].map((watermark) =>
            run(planOf(operator, example, { ...clock, watermark }), arrivals, together, ends),
          )
          expect(each?.outcome).toEqual(all?.outcome)
        }),
        { numRuns: Number(process.env['RUNS'] ?? 40) },
      )
    },
  )
})
