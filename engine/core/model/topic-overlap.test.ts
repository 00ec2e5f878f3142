import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFilter } from '../operator/settings/topic-filter.ts'
import { overlap } from './topic-overlap.ts'

test.each<[one: string, other: string, overlaps: boolean]>([
  ['a', 'a', true],
  ['a', 'b', false],
  ['a/b', 'a', false],
  ['a/+', 'a', false],
  ['a/#', 'a', true],
  ['a/#', 'a/b/c', true],
  ['a/#', 'b/#', false],
  ['#', 'a', true],
  ['+/b', 'a/+', true],
  ['+/b', 'a/c', false],
  ['a/+/c', 'a/b/#', true],
  ['a/', 'a/+', true],
  ['#', '$SYS/uptime', false],
  ['+/uptime', '$SYS/#', false],
  ['$SYS/+', '$SYS/uptime', true],
  ['$share/g/a/+', 'a/b', true],
  ['$share/g/a/+', '$share/h/+/b', true],
  ['$share/g/a', 'b', false],
])('%s and %s: %s', (one, other, overlaps) => {
  expect(overlap(one, other)).toBe(overlaps)
  expect(overlap(other, one)).toBe(overlaps)
})

test('is true of two filters exactly where some topic matches both', () => {
  const level = fc.constantFrom('a', 'b', '+', '$c')
  const filter = fc
    .tuple(fc.array(level, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([levels, rest]) => [...levels, ...(rest ? ['#'] : [])].join('/'))
  const texts = ['a', 'b', '$c', 'x']
  const deeper = (topics: readonly string[]) =>
    topics.flatMap((topic) => texts.map((text) => `${topic}/${text}`))
  const [one, two] = [texts, deeper(texts)]
  const topics = [...one, ...two, ...deeper(two), ...deeper(deeper(two))]
  const matches = (text: string) => {
    const read = readFilter(text)
    if ('code' in read) throw new Error(text)
    return (topic: string) => read.match(topic) !== undefined
  }
  fc.assert(
    fc.property(filter, filter, (left, right) => {
      const [byLeft, byRight] = [matches(left), matches(right)]
      expect(overlap(left, right)).toBe(topics.some((topic) => byLeft(topic) && byRight(topic)))
    }),
  )
})
