import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { popNumber, pushNumber } from './number-heap.ts'

test('gives the numbers back from the least up, whatever comes in between', () => {
  const step = fc.oneof(fc.integer(), fc.constant('take' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const heap: number[] = []
      const plain: number[] = []
      for (const one of steps) {
        if (one === 'take') {
          expect(popNumber(heap)).toBe(plain.shift())
        } else {
          pushNumber(heap, one)
          plain.push(one)
          plain.sort((a, b) => a - b)
        }
        expect(heap[0]).toBe(plain[0])
      }
    }),
  )
})
