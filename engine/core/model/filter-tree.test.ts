import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FilterTree } from './filter-tree.ts'
import { overlap } from './topic-overlap.ts'

test('finds the very filters that overlap', () => {
  const level = fc.constantFrom('a', 'b', '', '+', '$c')
  const filter = fc
    .tuple(fc.constantFrom('', '$share/g/'), fc.array(level, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([group, levels, rest]) => group + [...levels, ...(rest ? ['#'] : [])].join('/'))
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 20 }), filter, (others, one) => {
      const expected = new Set(others.filter((other) => overlap(one, other)))
      expect(new FilterTree(others).overlapping(one)).toEqual(expected)
    }),
    { numRuns: 1_000 },
  )
})

test.each<[what: string, filter: (at: number) => string]>([
  ['of one level', (at) => `${at}`],
  ['that differ at the end', (at) => `plant/line/${at}`],
  ['that differ in the middle', (at) => `plant/${at}/temperature`],
  ['with a wildcard each', (at) => `plant/+/${at}/#`],
])('the work grows with the number of filters, not of pairs: filters %s', (_what, filterAt) => {
  const filters = Array.from({ length: 15_000 }, (_, at) => filterAt(at))
  const tree = new FilterTree(filters)
  for (const filter of filters) expect(tree.overlapping(filter).size).toBe(1)
  expect(tree.visited).toBeLessThan(10 * filters.length)
})
