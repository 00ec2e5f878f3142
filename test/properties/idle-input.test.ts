import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Arrival } from '../../engine/core/operator/arrival.ts'
import { planOf, watch } from '../../engine/core/runtime/flow.fixture.ts'

const source = {
  type: 'file-in',
  path: 'x.ndjson',
  key: 'payload.k',
  outOfOrder: '10ms',
  maxAhead: 'never',
  idle: '100ms',
}
const window = { type: 'window', size: '20ms', aggregates: { n: '$count($)', sum: '$sum(payload.v)' } }

/** What windows give, with a second source wired to them that never has an event, or without. */
function outcome(arrivals: readonly Arrival[], hasSilent: boolean, perKey: boolean): string[] {
  const clock = perKey ? { watermark: 'key' } : {}
  const nodes = { in: { ...source, ...clock }, silent: { ...source, ...clock }, window }
  const wires: [string, string][] = [
    ['in', 'window'],
    ...(hasSilent ? [['silent', 'window'] as [string, string]] : []),
  ]
  const watched = watch(planOf(nodes, wires), ['window.out', 'window.late'])
  watched.run.feed([{ kind: 'wall', at: 0 }])
  watched.run.feed(arrivals)
  // Everything is over by the wall alone.
  watched.run.advance(10_000)
  return watched.all().toSorted()
}

test.each([false, true])(
  'an idle input changes nothing after its time-out, with a time for each key: %s',
  (perKey) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            wait: fc.constantFrom(0, 1, 5, 30),
            behind: fc.integer({ min: 0, max: 10 }),
            key: fc.constantFrom('a', 'b'),
            value: fc.integer({ min: -9, max: 9 }),
          }),
          { maxLength: 40, size: 'max' },
        ),
        (steps) => {
          let at = 100
          const arrivals = steps.map(({ wait, behind, key, value }): Arrival => {
            at += wait
            return { kind: 'event', node: 'in', at, time: at - behind, payload: { k: key, v: value } }
          })
          expect(outcome(arrivals, true, perKey)).toEqual(outcome(arrivals, false, perKey))
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    )
  },
)
