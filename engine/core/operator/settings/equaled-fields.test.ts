import { expect, test } from 'vitest'
import { makeEvent } from '../../model/event.ts'
import type { Json } from '../../model/json.ts'
import { uncounted } from '../setting.ts'
import { equaledFields } from './equaled-fields.ts'
import { expression } from './expression.ts'

test.each<[text: string, fields: readonly string[]]>([
  ["payload.stat = 'open'", ['payload.stat']],
  ["'open' != payload.stat and payload.c > 5", ['payload.stat']],
  ['payload.a.b in ["x", "y"] or payload.a.b = 5', ['payload.a.b']],
  ['payload.`set point` = payload.c', ['payload.`set point`', 'payload.c']],
  ['payload.list[v = 5].w = 1', ['payload.list.w']],
  ['payload.c > 5', []],
  ['payload.on = true', []],
  ['payload.c * 2 = 10', []],
  ['topic = "a"', []],
  ['payload.a = null', []],
  ['$exists(payload.a) and payload.a = 5', []],
  ['(payload.a ?? 1) = 5', []],
])('%s compares %j', (text, fields) => {
  expect(equaledFields(text)).toEqual(fields)
})

test('a field is asked for until it is found', () => {
  const told: string[] = []
  const read = expression.boolean({ summary: '' }).read('payload.a = 1 or payload.b = 1', { parameters: {} })
  if (!read.ok) throw new Error('not read')
  const condition = read.read.bind({
    ...uncounted,
    now: 0,
    random: () => 0,
    parameters: {},
    unfound: (part) => told.push(`no ${part}`),
    found: (part) => told.push(part),
  })
  const results = [{}, { a: 2 }, { b: 1 }, {}].map((payload: Json) => condition(makeEvent(payload, 0)))
  expect(results).toEqual([false, false, true, false])
  expect(told).toEqual(['no payload.a', 'no payload.b', 'payload.a', 'no payload.b', 'payload.b'])
  expect(read.read.counted).toContainEqual({
    part: 'payload.a',
    text: 'payload.a = 1 or payload.b = 1',
    of: 'event',
  })
})
