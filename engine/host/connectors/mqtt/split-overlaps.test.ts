import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitOverlaps } from './split-overlaps.ts'
import { overlap } from './topic-overlap.ts'

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
