import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileExpression } from '../../../compile.ts'
import { called } from '../evaluated.fixture.ts'
import { utf8 } from './utf8.ts'

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string())

test('texts are written in UTF-8 as TextEncoder does', () => {
  const units = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff })),
  )
  const halves = units.map((codes) => String.fromCharCode(...codes))
  fc.assert(
    fc.property(fc.oneof(text, halves), (one) => {
      expect(utf8(one)).toEqual(new TextEncoder().encode(one))
    }),
  )
})

test('SHA-256 is that of the platform', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(called('hash', one)).toBe(createHash('sha256').update(one, 'utf8').digest('hex'))
    }),
  )
})

describe('published values', () => {
  // FIPS 180-4, as NIST's example values show it.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('SHA-256 of %j', (one, hash) => expect(called('hash', one, 'sha256')).toBe(hash))

  // RFC 9923, test vectors.
  test.each([
    ['', '811c9dc5'],
    ['a', 'e40c292c'],
    ['foobar', 'bf9cf968'],
  ])('FNV-1a of %j', (one, hash) => expect(called('hash', one, 'fnv1a')).toBe(hash))
})

test('keys spread over shards, each about as often', () => {
  for (const shards of [2, 3, 8, 10]) {
    const counts = Array.from({ length: shards }, () => 0)
    for (let at = 0; at < 10_000; at++) counts[Number(called('hashShard', `machine-${at}`, shards))]!++
    for (const count of counts)
      expect(Math.abs(count - 10_000 / shards)).toBeLessThan(5 * Math.sqrt(10_000 / shards))
  }
})

test('a long text is paid for', () => {
  const input = { text: 'x'.repeat(5_000_000) }
  expect(compileExpression('$hash(text)').evaluate(input)).toHaveLength(64)
  expect(() => compileExpression('[$hash(text), $hash(text), $hash(text)]').evaluate(input)).toThrow(
    'budget of steps',
  )
})
