import { expect, test } from 'vitest'
import { type MadeTick, missedTicks } from './missed-ticks.ts'
import { schedule } from './schedule.ts'

const everyTen = schedule(10, undefined, 'UTC')

test.each<[due: number, now: number, rule: 'once' | 'all' | 'skip', made: MadeTick[]]>([
  [20, 20, 'once', [{ tick: 20, count: 1 }]],
  [20, 20, 'all', [{ tick: 20, count: 1 }]],
  [20, 20, 'skip', [{ tick: 20, count: 1 }]],
  [20, 29, 'once', [{ tick: 20, count: 1 }]],
  [20, 29, 'skip', []],
  [20, 55, 'once', [{ tick: 50, count: 4 }]],
  [
    20,
    45,
    'all',
    [
      { tick: 20, count: 1 },
      { tick: 30, count: 1 },
      { tick: 40, count: 1 },
    ],
  ],
  [20, 55, 'skip', []],
  // One that falls due right now was not missed.
  [20, 50, 'skip', [{ tick: 50, count: 1 }]],
  [20, 50, 'once', [{ tick: 50, count: 4 }]],
])('due at %i, at %i, %s', (due, now, rule, made) => {
  expect(missedTicks(due, now, everyTen, rule).made).toEqual(made)
})

test('all of very many come in portions, and none is left out', () => {
  let due = 10
  const ticks: number[] = []
  for (let portion = 0; portion < 100; portion++) {
    const { made, reached } = missedTicks(due, 1_000_000, everyTen, 'all')
    expect(made).toHaveLength(1_000)
    ticks.push(...made.map(({ tick }) => tick))
    due = everyTen(reached) ?? 0
  }
  expect(due).toBe(1_000_010)
  expect(ticks).toEqual(Array.from({ length: 100_000 }, (_, index) => (index + 1) * 10))
})

test('one for very many is the last of them, and they are counted up to ten thousand', () => {
  const made = [{ tick: 1_000_000, count: 10_000 }]
  expect(missedTicks(10, 1_000_009, everyTen, 'once')).toEqual({ made, reached: 1_000_009 })
  expect(missedTicks(10, 1_000_009, everyTen, 'skip')).toEqual({ made: [], reached: 1_000_009 })
  const due = [{ tick: 1_000_000, count: 1 }]
  expect(missedTicks(10, 1_000_000, everyTen, 'skip')).toEqual({ made: due, reached: 1_000_000 })
})

test.each([
  [0, 10],
  [9, 10],
  [10, 20],
  [-1, 0],
  [-10, 0],
  [-11, -10],
])('after %i comes %i', (after, next) => expect(everyTen(after)).toBe(next))
