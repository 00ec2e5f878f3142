import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sort } from './sort.ts'
import { leftBy, ranWith } from './settings.fixture.ts'

test('events of any order within the room for disorder leave in order of time, of one time as they came', () => {
  const event = fc.record({
    time: fc.integer({ min: 0, max: 30 }),
    delay: fc.integer({ min: 0, max: 9 }),
    key: fc.constantFrom('a', 'b'),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40, size: 'max' }), (all) => {
      const given = all
        .toSorted((one, other) => one.time + one.delay - other.time - other.delay)
        .map(({ time, key }, id) => ({ time, key, payload: id }))
      const ran = ranWith(sort, {}, given, { outOfOrder: '9ms', idle: 'never' })
      const expected = given.toSorted((one, other) => one.time - other.time)
      expect(leftBy(ran, 'out')).toEqual(expected)
    }),
  )
})

test('beyond the bound an event is a dead letter', () => {
  const given = [1, 2, 3].map((time) => ({ time, payload: time }))
  const ran = ranWith(sort, { maxEvents: 2 }, given, { outOfOrder: '1s', idle: 'never' })
  expect(ran.outcome['error']).toEqual(['too-many-waiting'])
  expect(leftBy(ran, 'out').map(({ payload }) => payload)).toEqual([1, 2])
})
