import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SmallMap } from './small-map.ts'

test('does what a map does, however many entries it holds', () => {
  const step = fc.record({
    name: fc.integer({ min: 0, max: 14 }),
    value: fc.option(fc.integer(), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const small = new SmallMap<number, number>()
      const plain = new Map<number, number>()
      for (const { name, value } of steps) {
        if (value === undefined) {
          small.delete(name)
          plain.delete(name)
        } else {
          small.set(name, value)
          plain.set(name, value)
        }
        expect(small.size).toBe(plain.size)
        expect(small.get(name)).toBe(plain.get(name))
      }
      const byName = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0]
      expect(small.entries().sort(byName)).toEqual([...plain].sort(byName))
      expect(small.values().sort()).toEqual([...plain.values()].sort())
    }),
  )
})
