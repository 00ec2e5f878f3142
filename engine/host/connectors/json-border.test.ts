import { expect, test } from 'vitest'
import { Failure } from '../../core/model/failure.ts'
import { deepest, readJson } from './json-border.ts'

const nested = (depth: number, inner = ''): string => '['.repeat(depth) + inner + ']'.repeat(depth)

function codeOf(text: string): string | undefined {
  try {
    readJson(text)
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

test.each([
  ['{"a":1}', undefined],
  ['null', undefined],
  ['"__proto__"', undefined],
  ['{"constructor":"a builder"}', undefined],
  ['{"constructor":{"name":"x"}}', undefined],
  [nested(deepest), undefined],
  [nested(deepest + 1), 'too-deep'],
  [nested(100_000), 'too-deep'],
  [`{"a":${nested(deepest)}}`, 'too-deep'],
  ['{"__proto__":1}', 'forbidden-key'],
  ['[{"a":[{"__proto__":{}}]}]', 'forbidden-key'],
  [String.raw`{"\u005f\u005fproto\u005f_":1}`, 'forbidden-key'],
  ['{"constructor":{"prototype":{}}}', 'forbidden-key'],
  ['1e999', 'not-finite'],
  ['-1E+400', 'not-finite'],
  ['{"a":[1,{"b":1e0999}]}', 'not-finite'],
  [`1${'0'.repeat(309)}`, 'not-finite'],
  [`${'9'.repeat(300)}e9`, 'not-finite'],
  ['{"a":1e99,"id":"3e999"}', undefined],
  ['', 'not-json'],
  ['{"a":1', 'not-json'],
  ['{a:1}', 'not-json'],
])('%.60s gives %s', (text, code) => {
  expect(codeOf(text)).toBe(code)
})

test('what the parser says does not repeat a long text', () => {
  const text = `{"password":"${'x'.repeat(10_000)}`
  expect(() => readJson(text)).toThrow(/^expected JSON, got .{0,160}$/)
})
