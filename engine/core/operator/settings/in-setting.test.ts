import { expect, test } from 'vitest'
import { ExpressionError } from '../../expression/expression-error.ts'
import { Failure } from '../../model/failure.ts'
import { inSetting } from './in-setting.ts'

const said = (error: unknown, expression: string): string =>
  (inSetting(error, 'cases', expression) as Error).message

test('an error says in which setting, and where in which expression', () => {
  const error = new ExpressionError('T2001', { position: 11, token: '+', value: 'x' })
  expect(said(error, 'payload.a + 1')).toBe(
    'cases: the left side of + must be a number, got "x" (at character 11 of payload.a + 1)',
  )
  expect(said(new Failure('unexpected-result', 'expected a text, got 5'), ' payload.a\n + 1 ')).toBe(
    'cases: expected a text, got 5 (in payload.a + 1)',
  )
})

test('of a long expression there is what stands around the place', () => {
  const long = `${'payload.a + '.repeat(50)}payload.b`
  const error = new ExpressionError('T2001', { position: 300, token: '+', value: 'x' })
  const [, shown = ''] = /of …(.*)…\)$/.exec(said(error, long)) ?? []
  expect(long).toContain(shown)
  expect(Math.abs(long.indexOf(shown) % 12)).toBeLessThan(12)
  expect(shown.length).toBeGreaterThan(60)
})

test('what is neither is left as it is', () => {
  const error = new TypeError('no')
  expect(inSetting(error, 'cases', 'payload.a')).toBe(error)
})
