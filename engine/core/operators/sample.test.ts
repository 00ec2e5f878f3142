import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { leftBy, ranWith } from './settings.fixture.ts'
import { sample } from './sample.ts'

const event = fc.record({
  time: fc.integer({ min: -40, max: 120 }),
  delay: fc.integer({ min: 0, max: 15 }),
  key: fc.constantFrom('a', 'b'),
})

test.each([
  [10, 25],
  [10, 10],
  [7, 3],
  [5, 60],
])('every %i ms the newest value that is less than %i ms old', (every, holds) => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30, size: 'max' }), (all) => {
      const given = all
        .toSorted((one, other) => one.time + one.delay - other.time - other.delay)
        .map(({ time, key }, id) => ({ time, key, payload: id }))
      const settings = { every: `${every}ms`, holds: `${holds}ms` }
      const ran = ranWith(sample, settings, given, { outOfOrder: '15ms', idle: 'never' })
      const expected = Array.from(
        { length: 400 / every },
        (_, at) => (Math.ceil(-60 / every) + at) * every,
      ).flatMap((instant) =>
        ['a', 'b'].flatMap((key) => {
          const held = given
            .filter((one) => one.key === key && one.time <= instant && one.time > instant - holds)
            .toSorted((one, other) => one.time - other.time)
            .at(-1)
          return held === undefined ? [] : [{ time: instant, key, payload: held.payload }]
        }),
      )
      const found = leftBy(ran, 'out').map(({ time, key, payload }) => ({ time, key, payload }))
      const order = (one: object): string => JSON.stringify(one)
      expect(found.map(order).toSorted()).toEqual(expected.map(order).toSorted())
      expect(leftBy(ran, 'late')).toEqual([])
    }),
    { numRuns: 200 },
  )
})
