import { describe, expect, test } from 'vitest'
import { makeEvent } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import { expression } from './expression.ts'
import { json } from './json.ts'
import { uncounted } from '../setting.ts'

const surroundings = { now: 0, random: () => 0, parameters: {}, ...uncounted }

/** What an expression of a kind gives for a payload, or the code of its failure. */
function outcome(kind: keyof typeof expression, text: string, payload: Json): unknown {
  const result = expression[kind]({ summary: '' }).read(text, { parameters: {} })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  try {
    return result.read.bind(surroundings)(makeEvent(payload, 0))
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

describe('a number that JSON cannot say does not leave an expression', () => {
  test.each<[text: string, payload: Json, expected: unknown]>([
    ['1 / payload', 0, 'not-finite'],
    ['1 / payload', 4, 0.25],
    ['0 / payload', 0, 'not-finite'],
    ['payload % 0', 1, 'not-finite'],
    ['payload * payload', 1e200, 'not-finite'],
    ['payload + payload', 1.7e308, 'not-finite'],
    ['-payload - 1e308', 1e308, 'not-finite'],
    ['{ "a": 1 / payload }', 0, 'not-finite'],
    ['{ "a": 1 / 0 }', 0, 'not-finite'],
    ['{ "a": 1 / payload, "b": 2 }', 4, { a: 0.25, b: 2 }],
    ['{ "a": { "b": [7, { "c": 1 / payload }] } }', 0, 'not-finite'],
    ['$merge([{"x": 1}, { "a": 1 / payload }])', 0, 'not-finite'],
    ['[1, 2].(1 / $$.payload)', 0, 'not-finite'],
    ['$map([1, 2], function($v) { $v / $$.payload })', 0, 'not-finite'],
    ['$sum(payload)', [1.7e308, 1.7e308], 'not-finite'],
    ['{ "s": $sum(payload.a) }', [{ a: 1.7e308 }, { a: 1.7e308 }], 'not-finite'],
    ['{ "s": $average(payload) }', [1.7e308, 1.7e308], 'not-finite'],
    ['{ "r": $round(payload, -309) }', 1.7e308, { r: 0 }],
    ['{ "r": $round(payload, -308) }', 1.7e308, 'not-finite'],
    ['{ "n": $number("0x" & payload) }', 'f'.repeat(300), 'not-finite'],
    // What is not part of the result does no harm.
    ['1 / payload > 5', 0, true],
    ['payload = 0 ? "none" : 1 / payload', 0, 'none'],
  ])('%s', (text, payload, expected) => {
    expect(outcome('any', text, payload)).toEqual(expected)
  })

  test.each([
    ['number', '1 / payload'],
    ['key', '1 / payload'],
    ['key', '["a", 1 / payload]'],
    ['time', '1 / payload'],
  ] as const)('nor one of the kind %s', (kind, text) => {
    expect(outcome(kind, text, 0)).toBe('not-finite')
  })
})

test.each<[text: string, payload: Json, expected: unknown]>([
  ['payload', 0, 0],
  ['payload', -1.5, -2],
  ['payload', 1_700_000_000_000.9, 1_700_000_000_000],
  ['payload', 253_402_300_799_999, 253_402_300_799_999],
  ['payload', 253_402_300_800_000, 'bad-time'],
  ['payload', -62_167_219_200_000, -62_167_219_200_000],
  ['payload', -62_167_219_200_001, 'bad-time'],
  ['payload', 1.79e15, 'bad-time'],
  ['payload', -1e300, 'bad-time'],
  ['payload', 1.7e18, 'bad-time'],
  ['payload', '1970-01-01T00:00:01Z', 1000],
  ['payload', 'noon', 'unexpected-result'],
  ['payload', true, 'unexpected-result'],
  ['payload.none', {}, undefined],
])('the time %s of %j is %j', (text, payload, expected) => {
  expect(outcome('time', text, payload)).toBe(expected)
})

test('a setting of any value has to be one that JSON can say', () => {
  const result = json({ summary: '' }).read([{ a: Number.POSITIVE_INFINITY }], { parameters: {} })
  expect(result).toMatchObject({ ok: false, problems: [{ code: 'not-finite' }] })
})

test.each<[raw: Json, remedy: string | undefined]>([
  [{ valve: 'closed' }, String.raw`write it as a text: "{\"valve\":\"closed\"}"`],
  [
    { valve: 'payload.valve', of: 'key' },
    String.raw`write it as a text: "{\"valve\":payload.valve,\"of\":key}"`,
  ],
  [5, 'write it as a text: "5"'],
  [true, 'write it as a text: "true"'],
  ['', undefined],
])('%j is no expression: %s', (raw, remedy) => {
  const result = expression.any({ summary: '' }).read(raw, { parameters: {} })
  expect(result.ok ? undefined : result.problems[0]?.remedy).toBe(remedy)
  const written = /: (".*")$/.exec(remedy ?? '')?.[1]
  if (written !== undefined)
    expect(expression.any({ summary: '' }).read(JSON.parse(written) as Json, { parameters: {} }).ok).toBe(
      true,
    )
})
