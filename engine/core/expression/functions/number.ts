import { ExpressionError } from '../expression-error.ts'
import { type Native, pure } from '../calling/native.ts'
import { round } from './round.ts'

type Num = number | undefined

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/
const PREFIXED = /^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)$/

function number(value: unknown): Num {
  if (value === undefined || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') {
    if (DECIMAL.test(value) && Number.isFinite(Number(value))) return Number.parseFloat(value)
    if (PREFIXED.test(value)) return Number(value)
  }
  throw new ExpressionError('D3030', { value, index: 1 })
}

function power(base: Num, exponent: Num): Num {
  if (base === undefined) return undefined
  const result = base ** (exponent ?? Number.NaN)
  if (!Number.isFinite(result))
    throw new ExpressionError('D3061', { value: base, value2: exponent, index: 1 })
  return result
}

function squareRoot(value: Num): Num {
  if (value === undefined) return undefined
  if (value < 0) throw new ExpressionError('D3060', { value, index: 1 })
  return Math.sqrt(value)
}

function formatBase(value: Num, radix: Num): string | undefined {
  if (value === undefined) return undefined
  const base = radix === undefined ? 10 : round(radix, undefined)
  if (!(base >= 2 && base <= 36)) throw new ExpressionError('D3100', { value: base })
  return round(value, undefined).toString(base)
}

/** Functions of numbers. */
export const numberFunctions: readonly Native[] = [
  pure('number', '<(nsb)-:n>', number),
  pure('abs', '<n-:n>', (value: Num) => (value === undefined ? undefined : Math.abs(value))),
  pure('floor', '<n-:n>', (value: Num) => (value === undefined ? undefined : Math.floor(value))),
  pure('ceil', '<n-:n>', (value: Num) => (value === undefined ? undefined : Math.ceil(value))),
  pure('round', '<n-n?:n>', (value: Num, digits: Num) =>
    value === undefined ? undefined : round(value, digits),
  ),
  pure('power', '<n-n:n>', power),
  pure('sqrt', '<n-:n>', squareRoot),
  pure('formatBase', '<n-n?:s>', formatBase),
]
