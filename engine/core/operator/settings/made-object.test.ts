import { expect, test } from 'vitest'
import type { PayloadFields } from '../operator.ts'
import { madeFields, madeObject } from './made-object.ts'

test.each<[text: string, members: Readonly<Record<string, string>> | undefined]>([
  ['{ "s": payload.sta }', { s: 'payload.sta' }],
  [
    `{ "s" : payload.list[a > 1][0], 't':$round(payload.x, 1) , "u": { "v": [1, 2] } }`,
    { s: 'payload.list[a > 1][0]', t: '$round(payload.x, 1)', u: '{ "v": [1, 2] }' },
  ],
  ['{}', {}],
  ['({ "s": (payload.a) })', { s: '(payload.a)' }],
  ['($x := 1; { "s": $x })', { s: '$x' }],
  ['$merge([payload, { "s": payload.a, "t": 2 }, { "t": "}" }])', { s: 'payload.a', t: '"}"' }],
  // Where it is not told apart what is whose, the whole is shown.
  [String.raw`{ "a\"b": 1, "c": 2 }`, { 'a"b': '1', c: '2' }],
  [String.raw`{ "a": payload.a, "c\"d": 2 }`, { a: String.raw`{ "a": payload.a, "c\"d": 2 }`, 'c"d': '2' }],
  ['{ key: payload.a }', undefined],
  ['payload', undefined],
  ['payload.a ? { "s": 1 } : { "t": 1 }', undefined],
  ['payload.list{ name: $sum(c) }', undefined],
  ['$merge(payload.list)', undefined],
  ['$merge([payload, $more])', undefined],
])('%s makes %j', (text, members) => {
  const made = madeObject(text)?.members
  expect(
    made === undefined ? undefined : Object.fromEntries(made.map(({ name, text }) => [name, text])),
  ).toEqual(members)
})

test.each<[text: string | undefined, fields: PayloadFields]>([
  ['{ "a": 1, "b": 2 }', ['a', 'b']],
  ['$merge([{ "a": 1 }, { "b": 2 }])', ['a', 'b']],
  ['$merge([payload, { "b": 2 }])', { beside: ['b'] }],
  ['$merge([payload.x, { "b": 2 }])', undefined],
  ['payload.x', undefined],
  [undefined, undefined],
])('%s has the fields %j', (text, fields) => expect(madeFields(text)).toEqual(fields))
