import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonElements } from './json-elements.ts'

function elementsOf(text: string, cut = text.length) {
  const reader = new JsonElements()
  const elements = []
  for (let at = 0; at < text.length; at += Math.max(1, cut))
    elements.push(...reader.push(text.slice(at, at + Math.max(1, cut))))
  reader.end()
  return elements.map(({ line, name, text }) => [line, name?.trim(), text.trim()])
}

test.each([
  ['[]', []],
  [' { } \n', []],
  [
    '[1,\n{"a":[2,3]},"x,]"]',
    [
      [1, undefined, '1'],
      [2, undefined, '{"a":[2,3]}'],
      [2, undefined, '"x,]"'],
    ],
  ],
  [
    '{"a":\n1,\n"b\\":,":{"c":"}"}}',
    [
      [1, '"a"', '1'],
      [3, String.raw`"b\":,"`, '{"c":"}"}'],
    ],
  ],
  ['["\\\\"]', [[1, undefined, String.raw`"\\"`]]],
])('%j', (text, expected) => {
  for (const cut of [text.length, 1, 2, 3]) expect(elementsOf(text, cut), `cut by ${cut}`).toEqual(expected)
})

test.each([
  ['', 'line 1: expected a JSON list or object of rows, got nothing'],
  ['\n"a"', String.raw`line 2: expected a JSON list or object of rows, got "\"`],
  ['[1,\n2', 'the list is not closed'],
  ['{"a":1', 'the object is not closed'],
  ['[1,]', 'a comma has nothing beside it'],
  ['[,1]', 'a comma has nothing beside it'],
  ['[1}', 'the list is closed by }'],
  ['{"a"]', 'the object is closed by ]'],
  ['{"a"}', String.raw`got "\"a\"" without a name`],
  ['[1] 2', 'got "2" behind its end'],
])('%j is refused', (text, said) => {
  for (const cut of [text.length, 1]) expect(() => elementsOf(text, cut)).toThrow(said)
})

test('what is written as JSON is cut into what it was made of', () => {
  const value = fc.jsonValue({ maxDepth: 2 })
  const name = fc.string({ unit: fc.constantFrom('a', '"', '\\', ':', ',', '}') })
  const rows = fc.oneof(fc.array(value), fc.dictionary(name, value))
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, 2), (rows, cut, indent) => {
      const found = elementsOf(JSON.stringify(rows, null, indent), cut)
      const isList = Array.isArray(rows)
      const expected = Object.entries(rows).map(([name, row]) => [
        isList ? undefined : name,
        JSON.parse(JSON.stringify(row)),
      ])
      const read = found.map(([, name, text]) => [
        name === undefined ? undefined : JSON.parse(String(name)),
        JSON.parse(String(text)),
      ])
      expect(read).toEqual(expected)
    }),
  )
})
