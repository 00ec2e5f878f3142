import { expect, test } from 'vitest'
import { makeEvent } from '../../model/event.ts'
import type { Json } from '../../model/json.ts'
import { uncounted } from '../setting.ts'
import { pathTemplate } from './path-template.ts'

const surroundings = { now: 0, random: () => 0, parameters: {}, ...uncounted }

function pathOf(raw: Json, payload: Json = null): string {
  const result = pathTemplate({ summary: '' }).read(raw, { parameters: {} })
  if (!result.ok) throw new Error(result.problems[0]?.code)
  const event = makeEvent(payload, 0, 'a b', 'plant/7', { room: 'r/1' })
  return result.read.bind(surroundings)(event)
}

test.each<[raw: string, payload: Json, path: string]>([
  ['/machines', null, '/machines'],
  ['/m/{key}', null, '/m/a%20b'],
  ['/m/{payload.id}/x', { id: '../../etc' }, '/m/..%2F..%2Fetc/x'],
  ['/m/{payload.id}', { id: 7 }, '/m/7'],
  ['/m/{room}?all={payload.all}', { all: true }, '/m/r%2F1?all=true'],
  ['?q={payload.q}', { q: 'a&b=c#d' }, '?q=a%26b%3Dc%23d'],
  ['/v1.2/{topic}', null, '/v1.2/plant%2F7'],
])('%s of %j asks for %s', (raw, payload, path) => {
  expect(pathOf(raw, payload)).toBe(path)
})

test.each<[raw: string, payload: Json]>([
  ['/m/{payload.id}', {}],
  ['/m/{payload.id}', { id: '' }],
  ['/m/{payload.id}', { id: null }],
  ['/m/{payload.id}', { id: ['a'] }],
  ['/m/{payload.id}', { id: { toString: 1 } }],
  ['/m/{payload.id}', { id: '..' }],
  ['/m/{payload.id}', { id: '\ud800' }],
  ['/m/{payload.constructor}', {}],
  ['/m/{payload}', 'x'.repeat(3_000)],
])('%s of %j is refused', (raw, payload) => {
  expect(() => pathOf(raw, payload)).toThrow(/path: /)
})

test.each<Json>([
  '',
  'machines',
  'https://example.org/machines',
  7,
  null,
  '/a b',
  '/a#b',
  '/a\\b',
  '/ä',
  '/a/../b',
  '/./b',
  '/a/..',
  '/m/.{payload.id}',
  '/{}',
  '/{payload.}',
  '/{foo.bar}',
  '/{payload.a',
  '/a}',
  '/{__proto__}',
])('%j is no path', (raw) => {
  expect(() => pathOf(raw)).toThrow('bad-path')
})
