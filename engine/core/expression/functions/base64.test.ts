import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64Decoded, base64Encoded } from './base64.ts'

describe('base64', () => {
  test.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['\u00ff\u0000', '/wA='],
  ])('%j is %s', (text, encoded) => {
    expect(base64Encoded(text)).toBe(encoded)
    expect(base64Decoded(encoded)).toBe(text)
  })

  test('agrees with Node.js on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary-ascii' }), (text, encoded) => {
        expect(base64Encoded(text)).toBe(Buffer.from(text, 'binary').toString('base64'))
        expect(base64Decoded(encoded)).toBe(Buffer.from(encoded, 'base64').toString('binary'))
      }),
    )
  })
})
