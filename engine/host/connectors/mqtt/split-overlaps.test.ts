import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { splitOverlaps } from './split-overlaps.ts'
import { levelsOf, overlap } from '../../../core/model/topic-overlap.ts'

// To count the work.
vi.mock('../../../core/model/topic-overlap.ts', { spy: true })

const rooms = Array.from({ length: 300 }, (_, at) => `plant/${at}/temperature`)

test.each<[what: string, filters: readonly string[], alone: readonly string[]]>([
  ['none', [], []],
  ['the same twice', ['a/+', 'a/+'], []],
  ['apart already', ['a/+', 'b/+'], []],
  ['two', ['a/b', 'a/+'], ['a/+']],
  ['one over many', [...rooms, '#'], ['#']],
  ['a shared one', ['$share/g/a', 'a'], ['$share/g/a']],
])('%s', (_what, filters, alone) => {
  const split = splitOverlaps(filters)
  expect(split.alone).toEqual(alone)
  expect([...split.together, ...split.alone].toSorted()).toEqual([...new Set(filters)].toSorted())
})

test('no two filters together overlap, and the order in which they are given does not matter', () => {
  const level = fc.constantFrom('a', 'b', '+')
  const filter = fc.array(level, { minLength: 1, maxLength: 3 }).map((levels) => levels.join('/'))
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 12 }), (filters) => {
      const split = splitOverlaps(filters)
      for (const one of split.together) {
        for (const other of split.together) expect(one === other || !overlap(one, other)).toBe(true)
      }
      expect(splitOverlaps(filters.toReversed())).toEqual(split)
    }),
  )
})

test('fifteen thousand topics beside a wildcard are not compared in pairs', () => {
  const topics = Array.from({ length: 15_000 }, (_, at) => `plant/${at}/temperature`)
  vi.mocked(overlap).mockClear()
  vi.mocked(levelsOf).mockClear()
  expect(splitOverlaps([...topics, 'plant/#'])).toEqual({ together: topics.toSorted(), alone: ['plant/#'] })
  expect(overlap).not.toHaveBeenCalled()
  expect(vi.mocked(levelsOf).mock.calls.length).toBe(2 * (topics.length + 1))
})
