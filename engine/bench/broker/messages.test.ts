import { describe, expect, test } from 'vitest'
import { expectedOutput, indexOf, passes, payload } from './messages.ts'

const indices = [0, 1, 2, 9, 10, 99, 100, 1001, 65_535, 131_072, 799_999]

describe('benchmark messages', () => {
  test.each(indices)('message %i is 114 bytes of JSON that survive being parsed and written', (index) => {
    const text = payload(index)
    expect(Buffer.byteLength(text)).toBe(114)
    expect(JSON.stringify(JSON.parse(text))).toBe(text)
    expect(indexOf(Buffer.from(text))).toBe(index)
  })

  test('exactly every second one is above 20 degrees', () => {
    for (let index = 0; index < 2000; index++) {
      const { c } = JSON.parse(payload(index))
      expect({ index, above: c > 20 }).toEqual({ index, above: passes(index) })
    }
  })

  test('the output is the input with one more field, last', () => {
    expect(expectedOutput(1)).toBe(JSON.stringify({ ...JSON.parse(payload(1)), hot: true }))
  })

  test.each(['', '{"id":', '{"id":"a12345"}', 'xxxxxx12 456'])('%j has no index', (text) => {
    expect(indexOf(Buffer.from(text))).toBe(-1)
  })
})
