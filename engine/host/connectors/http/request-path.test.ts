import { expect, test } from 'vitest'
import { requestPath } from './request-path.ts'

test.each([
  ['https://h', '/', '/'],
  ['https://h', '/a', '/a'],
  ['https://h', '?a=1', '/?a=1'],
  ['https://h/v1', '/a/b?c=/../d', '/v1/a/b?c=/../d'],
  ['https://h/v1/', '/a', '/v1/a'],
  ['https://h/v1', '?a=1', '/v1?a=1'],
  ['https://h/v1/', '?a=1', '/v1/?a=1'],
  ['https://h/v1', '/a%20b', '/v1/a%20b'],
  ['https://h/v1', '/100%25', '/v1/100%25'],
  ['https://h/v1', '/a//b', '/v1/a//b'],
  ['https://h/v1', '/..a/b../...', '/v1/..a/b../...'],
  ['https://h/v1', '/a%2Fb', '/v1/a%2Fb'],
])('below %s, %s is %s', (base, path, joined) => {
  expect(requestPath(base, path)).toBe(joined)
})

test.each([
  '',
  'a',
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/..',
  '/../admin',
  '/a/../../admin',
  '/./a',
  '/a/.',
  '/%2e%2e/admin',
  '/.%2E/admin',
  '/%2e%2e%2fadmin',
  '/a%2f..%2f..%2fadmin',
  '/%252e%252e/admin',
  '/%25252e%25252e%25252fadmin',
  '/..;/admin',
  '/..;a=b/admin',
  '/..%3B/admin',
  '/..%5cadmin',
  '/..\\admin',
  '/a b',
  '/a\r\nX-Evil: 1',
  '/a%0d%0ab',
  '/..%00/admin',
  '/ä',
  '/%',
  '/%zz',
  '/%ff',
  '/a#b',
  '@elsewhere.example/',
])('%j is refused', (path) => {
  expect(() => requestPath('https://h/v1', path)).toThrow(expect.objectContaining({ code: 'bad-path' }))
})
