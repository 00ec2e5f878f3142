import { expect, test } from 'vitest'
import { Run } from './frame.ts'
import { nativeNamed } from './functions/catalogue.ts'
import { BYTES_PER_ELEMENT } from './limits.ts'

const run = (): Run => new Run(undefined, undefined, undefined)

test.each([0, 1, 5])('an array of %i elements counts for two more: it is there itself', (elements) => {
  const one = run()
  const before = one.bytes
  one.makeElements(elements)
  expect(before - one.bytes).toBe((elements + 2) * BYTES_PER_ELEMENT)
})

const numbers = Array.from({ length: 1000 }, (_, at) => at)

test.each<[name: string, args: readonly unknown[], passes: number]>([
  ['median', [numbers], 11],
  ['quantile', [numbers, 0.5], 11],
  ['variance', [numbers], 5],
  ['stddev', [numbers], 5],
  ['slope', [numbers, numbers], 10],
])('$%s pays for all its passes', (name, args, passes) => {
  const one = run()
  const before = one.looks
  nativeNamed(name)?.invoke(args, undefined, one)
  expect(before - one.looks).toBeGreaterThanOrEqual(passes * numbers.length)
})
