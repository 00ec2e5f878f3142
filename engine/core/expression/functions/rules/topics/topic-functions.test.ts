import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFilter } from '../../../../operator/settings/topic-filter.ts'
import { called } from '../evaluated.fixture.ts'

const level = fc.constantFrom('a', 'b', '', '$x')
const wild = fc.oneof(level, fc.constant('+'), fc.constant('{room}'))
const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'))
const filter = fc
  .tuple(fc.array(wild, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([levels, all]) => [...levels, ...(all ? ['#'] : [])].join('/'))

test('a topic matches, and gives its named levels, as it does for a source', () => {
  fc.assert(
    fc.property(topic, filter, (one, pattern) => {
      const read = readFilter(pattern)
      if ('code' in read) {
        fc.pre(pattern !== '')
        expect(() => called('topicMatches', one, pattern)).toThrow('argument 2 of $topicMatches')
        return
      }
      expect(called('topicMatches', one, pattern)).toBe(read.match(one) !== undefined)
      expect(called('topicParams', one, pattern)).toEqual(read.match(one))
    }),
    { numRuns: 1000 },
  )
})

test('levels put together again are the topic', () => {
  fc.assert(
    fc.property(topic, (one) => {
      expect((called('topicLevels', one) as string[]).join('/')).toBe(one)
    }),
  )
})

test('a shared subscription matches what its topic does', () => {
  expect(called('topicParams', 'plant/hall', '$share/group/plant/{room}')).toEqual({ room: 'hall' })
})

describe('filters that are none', () => {
  test.each([
    ['a/#/b', 'put # at the end'],
    ['a/b+', 'stand for a whole level'],
    ['a/{}', 'stand for a whole level'],
    ['a/{__proto__}', 'stand for a whole level'],
    ['{room}/{room}', 'a name of its own'],
    ['', 'use # for all topics'],
    ['$share//a', 'a shared subscription is'],
    ['$share/g+/a', 'a shared subscription is'],
    ['$share/g', 'a shared subscription is'],
    ['$share/g/', 'a shared subscription is'],
  ])('%s', (pattern, said) => {
    expect(() => called('topicMatches', 'a/b', pattern)).toThrow(said)
    // A name in braces is shown as it was written.
    expect(() => called('topicMatches', 'a/b', pattern)).toThrow(`got ${JSON.stringify(pattern)}`)
  })
})
