import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Best, type Measure, merged, type Ranked, ranksOf, withOne } from './ranked-list.ts'

const numbered = (measures: readonly Measure[]): readonly Ranked[] =>
  measures.map((by, at) => ({ by, number: at + 1, payload: null }))

const listOf = (all: readonly Ranked[], best: Best): readonly Ranked[] =>
  all.reduce<readonly Ranked[]>((list, one) => withOne(list, one, best), [])

const numbers = (list: readonly Ranked[]): readonly number[] => list.map(({ number }) => number)

test.each([
  ['the greatest first', [3, 5, 4], { n: 2, order: 'desc', ties: 'cut' }, [2, 3], [1, 2]],
  ['the least first', [3, 5, 4], { n: 2, order: 'asc', ties: 'cut' }, [1, 3], [1, 2]],
  ['of equal ones the first', [1, 2, 2, 2], { n: 2, order: 'desc', ties: 'cut' }, [2, 3], [1, 2]],
  ['equal ones together', [1, 2, 2, 2], { n: 2, order: 'desc', ties: 'with' }, [2, 3, 4], [1, 1, 1]],
  [
    'all of the last rank',
    [9, 7, 9, 5, 7],
    { n: 3, order: 'desc', ties: 'with' },
    [1, 3, 2, 5],
    [1, 1, 3, 3],
  ],
  ['no rank that is past', [9, 9, 9, 7], { n: 3, order: 'desc', ties: 'with' }, [1, 2, 3], [1, 1, 1]],
  [
    'out of equal ones that a better one shuts out',
    [7, 7, 9, 9],
    { n: 2, order: 'desc', ties: 'with' },
    [3, 4],
    [1, 1],
  ],
  ['numbers below texts', ['b', 2, 'B', 10], { n: 4, order: 'asc', ties: 'cut' }, [2, 4, 3, 1], [1, 2, 3, 4]],
  [
    'texts first, the other way round',
    ['b', 2, 'B', 10],
    { n: 2, order: 'desc', ties: 'cut' },
    [1, 3],
    [1, 2],
  ],
] as const)('keeps %s', (_name, measures, best, kept, ranks) => {
  const list = listOf(numbered(measures), best)
  expect(numbers(list)).toEqual(kept)
  expect(ranksOf(list, best)).toEqual(ranks)
})

test('is the very same list where nothing changes', () => {
  const best = { n: 2, order: 'desc', ties: 'cut' } as const
  const list = listOf(numbered([5, 4]), best)
  expect(withOne(list, { by: 4, number: 3, payload: null }, best)).toBe(list)
})

describe('of any events', () => {
  const given = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.nat(3)), { maxLength: 30, size: 'max' })
  const anyBest = fc.record({
    n: fc.integer({ min: 1, max: 6 }),
    order: fc.constantFrom('asc' as const, 'desc' as const),
    ties: fc.constantFrom('cut' as const, 'with' as const),
  })

  test('the best of several lists are the best of all', () => {
    fc.assert(
      fc.property(given, anyBest, (events, best) => {
        const all = numbered(events.map(([by]) => by))
        const parts = [0, 1, 2, 3].map((part) => all.filter((_, at) => events[at]?.[1] === part))
        const whole = listOf(all, best)
        expect(
          merged(
            parts.map((part) => listOf(part, best)),
            best,
          ),
        ).toEqual(whole)
        expect(merged([whole], best)).toEqual(whole)
      }),
    )
  })
})
