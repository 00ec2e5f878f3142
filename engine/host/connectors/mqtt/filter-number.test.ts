import { expect, test } from 'vitest'
import { filtersWith, numberOf } from './filter-number.ts'

test.each<[filter: string, topic: string]>([
  ['#', 'plant/hall/temperature'],
  ['plant/#', 'plant/hall/temperature'],
  ['plant/#', 'plant'],
  ['plant/+/#', 'plant/hall'],
  ['plant/+/temperature', 'plant/hall/temperature'],
  ['+/+/+', 'plant/hall/temperature'],
  ['plant/hall/temperature', 'plant/hall/temperature'],
  ['+/b/+/d/+/f/+/h/+/#', 'a/b/c/d/e/f/g/h/i/j'],
])('%s is found by its number and %s', (filter, topic) => {
  expect(filtersWith([7, numberOf(filter)], topic)).toEqual(new Map([[numberOf(filter), filter]]))
})

test.each<[filter: string, topic: string]>([
  ['$share/guards/plant/#', 'plant/hall'],
  ['other/+', 'plant/hall'],
  ['#', 'a/b/c/d/e/f/g/h/i/j/k'],
  ['a/b/c/d/e/f/g/h/i/+', `a/b/c/d/e/f/g/h/i/${'l'.repeat(1_100)}`],
])('%s is not found by %s', (filter, topic) => {
  expect(filtersWith([numberOf(filter)], topic)).toEqual(new Map())
})

test('several are found at once', () => {
  const filters = ['plant/#', '#', 'plant/hall', '+/hall/#']
  expect(new Set(filtersWith(filters.map(numberOf), 'plant/hall').values())).toEqual(new Set(filters))
})

test('is a subscription identifier that does not change', () => {
  expect(numberOf('plant/+/temperature')).toBe(numberOf('plant/+/temperature'))
  for (let at = 0; at < 1_000; at++) {
    const number = numberOf(`plant/${at}/temperature`)
    expect(number).toBeGreaterThanOrEqual(1)
    expect(number).toBeLessThanOrEqual(268_435_455)
  }
})
