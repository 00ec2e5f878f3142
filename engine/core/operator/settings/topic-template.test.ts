import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Key, makeEvent } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import { topicTemplate } from './topic-template.ts'
import { uncounted } from '../setting.ts'

const surroundings = { now: 0, random: () => 0, parameters: {}, ...uncounted }

function templateOf(text: string) {
  const result = topicTemplate({ summary: '' }).read(text, { parameters: {} })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.read.bind(surroundings)
}

const fill = (text: string, payload: Json, key: Key = null, topic?: string, params = {}) =>
  templateOf(text)(makeEvent(payload, 5, key, topic, params, { retain: true }))

test('the parts of a key that has several', () => {
  expect(fill('{key.0}/{key.1}', {}, ['plant', 7])).toBe('plant/7')
  expect(() => fill('{key.2}', {}, ['plant', 7])).toThrow(Failure)
})

test.each<[template: string, expected: string]>([
  ['alarm', 'alarm'],
  ['/alarm//x/', '/alarm//x/'],
  ['alarm/{key}', 'alarm/hall'],
  ['{key}', 'hall'],
  ['{room}/{params.room}', 'r 1/r 1'],
  ['{payload.valve.id}/{payload.on}/{payload.zero}', '7/true/0'],
  ['valve-{payload.valve.id}-{payload.on}/set', 'valve-7-true/set'],
  ['{payload.list.1}', 'b'],
  ['{payload.$x}/a', '1/a'],
  ['a{payload.dollar}', 'a$SYS'],
  ['$aws/things/{key}', '$aws/things/hall'],
  ['{topic}', 'plant/r 1'],
  ['{time}', '5'],
  ['{properties.retain}', 'true'],
  ['{payload.ümlaut}', 'Größe'],
])('%s is filled in to %s', (template, expected) => {
  const payload = {
    valve: { id: 7 },
    on: true,
    zero: -0,
    list: ['a', 'b'],
    $x: 1,
    dollar: '$SYS',
    ümlaut: 'Größe',
  }
  expect(fill(template, payload, 'hall', 'plant/r 1', { room: 'r 1' })).toBe(expected)
})

describe('what an event holds does not choose a topic', () => {
  test.each<[value: Json]>([
    ['../valve/#'],
    ['../valve'],
    ['a/b'],
    ['/'],
    ['+'],
    ['#'],
    ['hall+'],
    ['a\u0000b'],
    ['a\nb'],
    ['a\u007fb'],
    ['a\u0085b'],
    ['\ud800'],
    ['\ufffe'],
    ['𝄞\u{1fffe}'],
    [''],
    [null],
    [[]],
    [['hall']],
    [{}],
    [1e21],
    ['x'.repeat(65_536)],
    ['ä'.repeat(32_768)],
  ])('%j is refused, wherever it stands', (value) => {
    const key = value as Key // some are none; the template has to stand that too
    for (const template of ['a/{key}', '{key}', 'a/b-{key}-c/d', '{payload.x}/a', 'a/{payload.x}']) {
      expect(() => fill(template, { x: value }, key)).toThrow(
        expect.objectContaining({ code: 'bad-topic-value' }),
      )
    }
  })

  test.each([
    ['{payload.missing}'],
    ['{payload.a.b.c.d}'],
    ['{payload.constructor}'],
    ['{payload.toString}'],
    ['{payload.text.length}'],
    ['{room}'],
    ['{constructor}'],
    ['{params.hasOwnProperty}'],
    ['{properties.user}'],
    ['{topic}/x'],
    ['{payload}'],
    ['{params}'],
  ])('%s finds nothing to fill in', (template) => {
    expect(() => fill(template, { a: 1, text: 'abc' })).toThrow(Failure)
  })

  test.each([
    ['{key}/x', '$SYS'],
    ['{key}', '$SYS'],
    ['{key}{payload}', '$share'],
  ])('%s does not begin with %s', (template, key) => {
    expect(() => fill(template, 'a', key)).toThrow(/does not begin with \$/)
  })

  test.each([['plant/+/x'], ['plant/#'], ['$SYS/broker'], [''], ['a\u0000b']])(
    '{topic} is not %j',
    (topic) => {
      expect(() => fill('{topic}', 1, null, topic)).toThrow(Failure)
    },
  )

  test('with any values, a topic has the levels of its template and no wildcard', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('/', '+', '#', '$', '..', 'a/#'),
    )
    fc.assert(
      fc.property(value, value, (x, y) => {
        let topic: string
        try {
          topic = fill('a/{payload.x}/b-{payload.y}/{key}', { x, y }, 'k')
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-topic-value' })
          return
        }
        expect(topic.split('/')).toEqual(['a', x, `b-${y}`, 'k'])
        expect(topic).not.toMatch(/[+#\u0000]/)
      }),
      { numRuns: 2_000 },
    )
  })
})

test.each<[raw: unknown, message: RegExp]>([
  ['', /empty text/],
  [{}, /an object/],
  ['alarm/+', /for subscribing/],
  ['alarm/#', /for subscribing/],
  ['alarm+', /for subscribing/],
  ['alarm/{}', /names nothing/],
  ['alarm/{key', /brace stands alone/],
  ['alarm/key}', /brace stands alone/],
  ['alarm/{{key}}', /brace stands alone/],
  ['{payload..a}', /names nothing/],
  ['{payload.}', /names nothing/],
  ['{.a}', /names nothing/],
  ['{room.name}', /begin/],
  ['{payload.__proto__.x}', /names nothing/],
  ['$share/guards/x', /\$share/],
  ['a\u0000', /control character/],
  ['a'.repeat(65_536), /65535/],
])('refuses %j', (raw, message) => {
  const result = topicTemplate({ summary: '' }).read(raw as never, { parameters: {} })
  const [problem] = result.ok ? [] : result.problems
  expect(problem?.code).toBe('bad-topic')
  expect(`${problem?.message} ${problem?.remedy}`).toMatch(message)
})

test.each<[key: string, topic: string | undefined, params: Record<string, string>, remedy: string]>([
  [
    'a/hall',
    'a/hall',
    { room: 'hall' },
    'the key is the topic here: give the source a key, "key": "params.room"',
  ],
  [
    'a/hall',
    undefined,
    {},
    'where the key is the topic: give the source a key, such as "key": "params.room"',
  ],
  ['a/hall', 'b/hall', {}, 'got "a/hall"'],
])('a key %s of the topic %s: how to mend it', (key, topic, params, remedy) => {
  expect(() => fill('alarm/{key}', 1, key, topic, params)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(new RegExp(`${remedy}$`)) as string,
    }) as Failure,
  )
})
