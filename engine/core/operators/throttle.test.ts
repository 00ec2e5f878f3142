import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { balances } from '../runtime/ledger.ts'
import { leftBy, ranWith, saysOf } from './settings.fixture.ts'
import { throttle } from './throttle.ts'

const every = 100

/** Instants of arrival, in order, by way of the waits between them; the payload is the place. */
const bursts = fc
  .array(fc.constantFrom(0, 1, 30, 99, 100, 101, 250), { minLength: 1, maxLength: 40 })
  .map((waits) => {
    let at = 1_000
    return waits.map((wait, payload) => ({ time: (at += wait), payload }))
  })

const payloads = (events: readonly { readonly payload?: unknown }[]): unknown[] =>
  events.map(({ payload }) => payload)

test('takes the first ones of each interval, and never more than that', () => {
  fc.assert(
    fc.property(bursts, fc.integer({ min: 1, max: 3 }), (events, most) => {
      let since = Number.NEGATIVE_INFINITY
      let count = 0
      const passing = events.filter(({ time }) => {
        if (time >= since + every) [since, count] = [time, 0]
        return ++count <= most
      })
      const ran = ranWith(throttle, { every, most }, events)
      expect(payloads(leftBy(ran, 'out'))).toEqual(payloads(passing))
      expect(payloads(leftBy(ran, 'rest'))).toEqual(
        payloads(events.filter((event) => !passing.includes(event))),
      )
    }),
    { numRuns: 300 },
  )
})

test.each(['newest', 'last'] as const)(
  'takes the %s: one in an interval, nothing gets lost, the end is told',
  (takes) => {
    fc.assert(
      fc.property(bursts, (events) => {
        const ran = ranWith(throttle, { every, takes }, events)
        const out = leftBy(ran, 'out')
        // Every event leaves once, in order by each port, and what came last is told.
        expect(payloads([...out, ...leftBy(ran, 'rest')]).toSorted((a, b) => Number(a) - Number(b))).toEqual(
          payloads(events),
        )
        expect(payloads(out)).toEqual(payloads(out).toSorted((a, b) => Number(a) - Number(b)))
        expect(out.at(-1)?.['payload']).toBe(events.length - 1)
        for (const ledger of Object.values(ran.ledger)) expect(balances(ledger)).toBe(true)
        // In any interval that begins with an event let through there is no second one.
        if (takes === 'newest') expect(out[0]?.['payload']).toBe(0)
        const span = (events.at(-1)?.time ?? 0) - (events[0]?.time ?? 0)
        expect(out.length).toBeLessThanOrEqual(Math.floor(span / every) + 2)
      }),
      { numRuns: 300 },
    )
  },
)

test.each([
  [{ every: '5m' }, 'lets through at most one event in 5m'],
  [{ every: '5m', most: 3 }, 'lets through at most 3 events in 5m'],
  [{ every: '1s', takes: 'newest' }, 'lets through an event at once and then the newest every 1s'],
  [{ every: '1s', takes: 'last' }, 'lets through the newest event of each 1s, at its end'],
])('%j says what it does', (settings, says) => expect(saysOf(throttle, settings)).toBe(says))
