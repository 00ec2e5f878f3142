import { describe, expect, test } from 'vitest'
import { operators } from '../../engine/core/catalog.ts'
import type { Json } from '../../engine/core/model/json.ts'
import type { Example, ExpectedEvent } from '../../engine/core/operator/example.ts'
import { balances } from '../../engine/core/runtime/ledger.ts'
import { planOf } from './example-plan.ts'
import { atRandom, inPieces, type Outcome, run, together } from './example-run.ts'
import { arrivalsOf } from './example-script.ts'
import { runElsewhere } from './other-host.ts'

const restores = [
  ['nowhere', () => false],
  ['everywhere', () => true],
] as const

describe.each(operators.map((operator) => [operator.type, operator] as const))('%s', (_type, operator) => {
  test('shows itself by an example at least', () => expect(operator.examples.length).toBeGreaterThan(0))

  describe.each(operator.examples.map((example) => [example.title, example] as const))(
    '%s',
    (_title, example) => {
      const arrivals = arrivalsOf(operator, example)
      const plan = planOf(operator, example)
      const ends = example.ends !== false
      const whole = run(plan, arrivals, together, ends)

      test('gives what it says', () => expect(comparable(whole.outcome)).toEqual(expected(example)))

      test('the counts of every node add up', () => {
        for (const ledger of Object.values(whole.ledger))
          expect(balances(ledger), JSON.stringify(ledger)).toBe(true)
        expect(whole.ledger['subject']?.received).toBeGreaterThan(0)
      })

      const cuts = [
        ['in ones', inPieces(1)],
        ['in twos', inPieces(2)],
        ...seeds.map((seed) => [`at random, seed ${seed}`, atRandom(seed)] as const),
      ] as const
      test.each(cuts)('the same cut %s', (_name, cut) => {
        for (const [, restore] of restores) {
          const cutUp = run(plan, arrivals, cut, ends, restore)
          expect(cutUp.outcome).toEqual(whole.outcome)
        }
      })

      test('the same with a snapshot and a restore between any two elements', () => {
        for (let at = 0; at <= arrivals.length; at++) {
          const restored = run(plan, arrivals, together, ends, (place) => place === at)
          expect(restored.outcome, `restored before element ${at}`).toEqual(whole.outcome)
        }
      })

      // What arrives from outside is each host's own business; sources are for ours.
      if (Object.keys(operator.inputs).length === 0) return
      test('the same in a host that is not ours', () => {
        expect(comparable(runElsewhere(operator, example))).toEqual(expected(example))
      })
    },
  )
})

const seeds = [1, 2, 3]

/** Without the place in the sequence of arrivals, which a reader of the example does not see. */
function comparable(outcome: Outcome): Outcome {
  const without = (what: Json): Json => {
    if (typeof what !== 'object' || what === null || !('ordinal' in what)) return what
    const { ordinal: _ordinal, ...rest } = what
    return rest
  }
  return Object.fromEntries(Object.entries(outcome).map(([port, what]) => [port, what.map(without)]))
}

function expected(example: Example): Outcome {
  const ports = Object.entries(example.expect).flatMap(([port, events]) =>
    events === undefined || events.length === 0 ? [] : [[port, events] as const],
  )
  return Object.fromEntries(
    ports.map(([port, events]) => [port, events.map((event) => plainly(port, event))]),
  )
}

function plainly(port: string, expectation: ExpectedEvent): Json {
  if (expectation.kind === 'problem') return expectation.code
  const { kind: _kind, at: _at, properties, ...rest } = expectation
  // A sink's options stand where other events have properties.
  return {
    ...rest,
    ...(properties === undefined ? {} : { [port === 'sent' ? 'options' : 'properties']: properties }),
  } as Json
}
