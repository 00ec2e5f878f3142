import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { debounce } from './debounce.ts'
import { leftBy, problemsOf, ranWith, saysOf } from './settings.fixture.ts'

const quiet = 100
const longest = 250

const bursts = fc
  .array(fc.constantFrom(0, 1, 60, 99, 100, 101, 400), { minLength: 1, maxLength: 40 })
  .map((waits) => {
    let at = 1_000
    return waits.map((wait, payload) => ({ time: (at += wait), payload }))
  })

test.each([
  ['without a longest wait', {}, Number.POSITIVE_INFINITY],
  ['with one', { longest }, longest],
])('the last event of each burst leaves, the others by rest: %s', (_name, more, limit) => {
  fc.assert(
    fc.property(bursts, (events) => {
      let began = Number.NEGATIVE_INFINITY
      const last = events.filter(({ time }, index) => {
        const previous = events[index - 1]?.time ?? Number.NEGATIVE_INFINITY
        if (time >= previous + quiet || time >= began + limit) began = time
        const next = events[index + 1]?.time ?? Number.POSITIVE_INFINITY
        return next >= time + quiet || next >= began + limit
      })
      const ran = ranWith(debounce, { quiet, ...more }, events)
      expect(leftBy(ran, 'out').map(({ payload }) => payload)).toEqual(last.map(({ payload }) => payload))
      const others = events.filter((event) => !last.includes(event))
      expect(leftBy(ran, 'rest').map(({ payload }) => payload)).toEqual(others.map(({ payload }) => payload))
    }),
    { numRuns: 500 },
  )
})

test.each([
  [{ quiet: '2s' }, [], 'lets through the last event of a burst, once it is quiet for 2s'],
  [
    { quiet: '2s', longest: '30s' },
    [],
    'lets through the last event of a burst, once it is quiet for 2s or 30s have passed',
  ],
  [
    { quiet: '2s', longest: '2s' },
    ['conflicting-settings at longest'],
    'lets through the last event of a burst, once it is quiet for 2s or 2s have passed',
  ],
])('%j', (settings, problems, says) => {
  expect(problemsOf(debounce, settings)).toEqual(problems)
  expect(saysOf(debounce, settings)).toBe(says)
})
