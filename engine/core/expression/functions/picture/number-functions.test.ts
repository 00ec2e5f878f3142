import { describe, expect, test } from 'vitest'
import { boundsWith } from '../../bounds.ts'
import { Run } from '../../frame.ts'
import { ourOutcome } from './outcome.fixture.ts'
import { numberPictureFunctions } from './number-functions.ts'

const newRun = (steps?: number): Run =>
  new Run(undefined, undefined, undefined, boundsWith(steps === undefined ? {} : { steps }))

function call(name: string, args: readonly unknown[], context?: unknown, run = newRun()): unknown {
  return numberPictureFunctions.find((native) => native.name === name)?.invoke(args, context, run)
}

test('a missing number or text is taken from the context', () => {
  expect(call('formatNumber', ['0.0'], 5)).toBe('5.0')
  expect(call('formatInteger', ['w'], 5)).toBe('five')
  expect(call('parseInteger', ['w'], 'five')).toBe(5)
  expect(call('formatNumber', [-5, '0', { 'minus-sign': '~' }])).toBe('~5')
})

test.each([
  ['formatNumber', ['5', '0']],
  ['formatNumber', [5, '0', 'de']],
  ['formatNumber', [5, '0', null]],
  ['formatInteger', [5, 0]],
  ['parseInteger', [5, '0']],
])('%s checks its arguments: %j', (name, args) => {
  expect(ourOutcome(() => call(name, args))).toEqual({ code: 'T0410' })
})

describe('what would be too much is refused', () => {
  const long = '0'.repeat(100_000)
  test.each<[string, unknown[]]>([
    ['formatNumber', [1, long]],
    ['formatNumber', [1, `0.${'0'.repeat(101)}`]],
    ['formatNumber', [-1, '0', { 'minus-sign': long }]],
    ['formatInteger', [1, long]],
    ['formatInteger', [1e7, 'I']],
    ['formatInteger', [1e300, 'i']],
    ['parseInteger', [long, '0']],
    ['parseInteger', ['M'.repeat(100_000), 'I']],
    ['parseInteger', ['one '.repeat(100_000), 'w']],
    ['parseInteger', ['1', long]],
  ])('%s', (name, args) => {
    expect(ourOutcome(() => call(name, args))).toEqual({ code: 'U1001' })
  })

  test('a run pays for its pictures, its texts and what it makes', () => {
    expect(ourOutcome(() => call('formatInteger', [1, '0'.repeat(200)], undefined, newRun(40)))).toEqual({
      code: 'U1001',
    })
    expect(ourOutcome(() => call('parseInteger', ['1'.repeat(5000), '0'], undefined, newRun(40)))).toEqual({
      code: 'U1001',
    })
    const run = newRun()
    const before = run.bytes
    expect(call('formatInteger', [1_000_000, 'I'], undefined, run)).toBe('M'.repeat(1000))
    expect(before - run.bytes).toBe(2000)
  })
})

test('what is large but not too large is written', () => {
  expect(call('formatNumber', [1e308, '#,#0'])).toHaveLength(309 + 154)
  expect(call('formatInteger', [1e308, 'A'])).toHaveLength(218)
  expect(call('formatInteger', [1e300, 'w'])).toBe(`one${' trillion'.repeat(25)}`)
  expect(call('parseInteger', [`one${' trillion'.repeat(25)}`, 'w'])).toBeCloseTo(1e300, -290)
  expect(call('formatNumber', [0.1, `0.${'0'.repeat(100)}`])).toHaveLength(102)
})
