import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../model/json.ts'
import { leftBy, ranWith, saysOf } from './settings.fixture.ts'
import { split } from './split.ts'

test.each<[settings: JsonObject, payload: Json, out: Json[]]>([
  [{}, [1, 'a', null, [2], {}], [1, 'a', null, [2], {}]],
  [{}, [[1, 2], [3]], [[1, 2], [3]]],
  [{ list: 'payload.a' }, { a: [5] }, [5]],
  [{ list: 'payload.a.c[]' }, { a: [{ c: 5 }] }, [5]],
  [{ list: 'payload.a.c' }, { a: [{ c: 5 }, { c: 6 }] }, [5, 6]],
  [{ list: '[payload.x, payload.y]' }, { x: 1 }, [1]],
  [
    { list: '$each(payload, function($v, $k) { { "name": $k, "value": $v } })' },
    { a: 1, b: 2 },
    [
      { name: 'a', value: 1 },
      { name: 'b', value: 2 },
    ],
  ],
  [{ each: '$item.c' }, [{ c: 1 }, {}, { c: 3 }], [1, 3]],
  [
    { each: '[$index, $of, $item]' },
    ['a', 'b'],
    [
      [0, 2, 'a'],
      [1, 2, 'b'],
    ],
  ],
  [{ most: 2 }, [1, 2], [1, 2]],
])('%j of %j', (settings, payload, out) => {
  const ran = ranWith(split, settings, [{ time: 5, payload, key: 'k' }])
  expect(ran.outcome['error']).toBeUndefined()
  expect(leftBy(ran, 'out')).toEqual(out.map((payload) => ({ time: 5, payload, key: 'k' })))
})

test.each<[settings: JsonObject, payload: Json, code: string]>([
  [{}, 'abc', 'not-a-list'],
  [{}, { 0: 1, length: 1 }, 'not-a-list'],
  [{}, null, 'not-a-list'],
  [{ list: 'payload.a.c' }, { a: [{ c: 5 }] }, 'not-a-list'],
  [{ most: 2 }, [1, 2, 3], 'too-many-items'],
])('%j of %j is a dead letter', (settings, payload, code) => {
  const { outcome } = ranWith(split, settings, [{ time: 5, payload }])
  expect(outcome).toEqual({ error: [code] })
})

test.each<[items: Json[], ledger: JsonObject]>([
  [[{}, {}, {}], { handled: 0, dropped: { nothing: 1 }, noted: { 'each gave nothing': 3 } }],
  [[{}, { c: 1 }], { handled: 1, dropped: {}, noted: { 'each gave nothing': 1 } }],
  [[{ c: 1 }], { handled: 1, dropped: {}, noted: {} }],
])('items for which nothing is given are counted: %j', (payload, expected) => {
  const { ledger } = ranWith(split, { each: '$item.c' }, [{ time: 0, payload }])
  expect(ledger['subject']).toMatchObject({ received: 1, ...expected })
})

test('an empty list is counted as let go', () => {
  const { ledger } = ranWith(split, {}, [{ time: 0, payload: [] }])
  expect(ledger['subject']).toMatchObject({ received: 1, handled: 0, dropped: { empty: 1 } })
})

test.each([
  [{}, 'makes one event of each item of payload'],
  [{ list: 'payload.a', each: '$item.c' }, 'makes one event of each item of payload.a, holding $item.c'],
])('%j says what it does', (settings, says) => expect(saysOf(split, settings)).toBe(says))
