import { findText } from '../functions/find-text.ts'
import { round } from '../functions/round.ts'
import { quickNot } from './logic.ts'
import { ofOne, ofTwo } from './operators.ts'
import { type Quick, UNSURE } from './quick.ts'
import { admitted, isLong } from './text.ts'

type Unary = (value: unknown) => unknown
type Binary = (left: unknown, right: unknown) => unknown

/** Functions that are called often and do little: here they are written out for arguments of the right kind. */
const UNARY: ReadonlyMap<string, Unary> = new Map<string, Unary>([
  ['exists', (value) => (typeof value === 'symbol' ? UNSURE : value !== undefined)],
  ['abs', (value) => (typeof value === 'number' ? Math.abs(value) : missing(value))],
  ['floor', (value) => (typeof value === 'number' ? Math.floor(value) : missing(value))],
  ['ceil', (value) => (typeof value === 'number' ? Math.ceil(value) : missing(value))],
  ['round', (value) => (typeof value === 'number' ? round(value, undefined) : missing(value))],
  [
    'lowercase',
    (value) => (typeof value === 'string' && !isLong(value) ? admitted(value.toLowerCase()) : missing(value)),
  ],
  [
    'uppercase',
    (value) => (typeof value === 'string' && !isLong(value) ? admitted(value.toUpperCase()) : missing(value)),
  ],
])

const BINARY: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  [
    'round',
    (value, digits) =>
      typeof value === 'number' && typeof digits === 'number' ? finite(round(value, digits)) : UNSURE,
  ],
  [
    'contains',
    (text, sought) =>
      typeof text === 'string' && typeof sought === 'string' && !isLong(text)
        ? findText(text, sought) >= 0
        : UNSURE,
  ],
])

/** Rounding a huge number can give Infinity. */
function finite(value: number): unknown {
  return Number.isFinite(value) ? value : UNSURE
}

function missing(value: unknown): unknown {
  return value === undefined ? undefined : UNSURE
}

/** The quick way of a call of one of these functions. */
export function directly(name: string, [first, second, ...others]: readonly Quick[]): Quick | undefined {
  if (first === undefined || others.length > 0) return undefined
  if (second === undefined) {
    const unary = UNARY.get(name)
    if (name === 'not') return quickNot(first)
    return unary === undefined ? undefined : ofOne(first, unary, undefined)
  }
  const binary = BINARY.get(name)
  return binary === undefined ? undefined : ofTwo(first, second, binary)
}
