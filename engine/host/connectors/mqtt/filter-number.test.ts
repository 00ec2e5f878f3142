import { expect, test } from 'vitest'
import { filterWith, numberOf } from './filter-number.ts'

test.each<[filter: string, topic: string]>([
  ['#', 'plant/hall/temperature'],
  ['plant/#', 'plant/hall/temperature'],
  ['plant/#', 'plant'],
  ['plant/+/#', 'plant/hall'],
  ['plant/+/temperature', 'plant/hall/temperature'],
  ['+/+/+', 'plant/hall/temperature'],
  ['plant/hall/temperature', 'plant/hall/temperature'],
  ['+/b/+/d/+/f/+/h/+/j/+/#', 'a/b/c/d/e/f/g/h/i/j/k/l'],
])('%s is found by its number and %s', (filter, topic) => {
  expect(filterWith(numberOf(filter), topic)).toBe(filter)
})

test.each<[filter: string, topic: string]>([
  ['$share/guards/plant/#', 'plant/hall'],
  ['other/+', 'plant/hall'],
  ['#', 'a/b/c/d/e/f/g/h/i/j/k/l/m'],
])('%s is not found by %s', (filter, topic) => {
  expect(filterWith(numberOf(filter), topic)).toBeUndefined()
})

test('is a subscription identifier that does not change', () => {
  expect(numberOf('plant/+/temperature')).toBe(numberOf('plant/+/temperature'))
  for (let at = 0; at < 1_000; at++) {
    const number = numberOf(`plant/${at}/temperature`)
    expect(number).toBeGreaterThanOrEqual(1)
    expect(number).toBeLessThanOrEqual(268_435_455)
  }
})
