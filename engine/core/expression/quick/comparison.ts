import { ofOne, ofTwo } from './operators.ts'
import { type Quick, UNSURE } from './quick.ts'

type Limit = (value: unknown, limit: number) => unknown

const LIMITS: Readonly<Record<string, Limit>> = {
  '<': (value, limit) => (typeof value === 'number' ? value < limit : missing(value)),
  '<=': (value, limit) => (typeof value === 'number' ? value <= limit : missing(value)),
  '>': (value, limit) => (typeof value === 'number' ? value > limit : missing(value)),
  '>=': (value, limit) => (typeof value === 'number' ? value >= limit : missing(value)),
}

function missing(value: unknown): unknown {
  return value === undefined ? undefined : UNSURE
}

/** `<`, `<=`, `>` and `>=` with a number that is always the same. */
export function quickLimit(operator: string, left: Quick, limit: number): Quick | undefined {
  const finish = LIMITS[operator]
  return finish === undefined ? undefined : ofOne(left, finish, limit)
}

type Compare = (left: number | string, right: number | string) => boolean

const COMPARISONS: Readonly<Record<string, Compare>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
}

/** `<`, `<=`, `>` and `>=` of any two numbers, or any two texts. */
export function quickComparison(operator: string, left: Quick, right: Quick): Quick | undefined {
  const compare = COMPARISONS[operator]
  if (compare === undefined) return undefined
  return ofTwo(left, right, (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return compare(a, b)
    if (typeof a === 'string' && typeof b === 'string') return compare(a, b)
    return UNSURE
  })
}

/** `=` and `!=` (`wanted` is true for `=`) of two scalars. */
export function quickEquality(wanted: boolean, left: Quick, right: Quick): Quick {
  return ofTwo(left, right, wanted ? same : different)
}

function same(a: unknown, b: unknown): unknown {
  if (typeof a === 'symbol' || typeof b === 'symbol') return UNSURE
  if (a === undefined || b === undefined) return false
  if (typeof a === 'object' || typeof b === 'object') return UNSURE
  return a === b
}

function different(a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined)
    return typeof a === 'symbol' || typeof b === 'symbol' ? UNSURE : false
  const isSame = same(a, b)
  return isSame === UNSURE ? UNSURE : isSame === false
}

/** The same with a scalar that is always the same. */
export function quickSameness(wanted: boolean, left: Quick, constant: unknown): Quick {
  if (typeof constant === 'string') return ofOne(left, wanted ? isText : isNotText, constant)
  return ofOne(left, wanted ? isScalar : isNotScalar, constant)
}

function isText(value: unknown, text: string): unknown {
  if (typeof value === 'string') return value === text
  return typeof value === 'symbol' ? UNSURE : false
}

function isNotText(value: unknown, text: string): unknown {
  if (typeof value === 'string') return value !== text
  return typeof value === 'symbol' ? UNSURE : value !== undefined
}

function isScalar(value: unknown, scalar: unknown): unknown {
  return typeof value === 'symbol' ? UNSURE : value === scalar
}

function isNotScalar(value: unknown, scalar: unknown): unknown {
  return typeof value === 'symbol' ? UNSURE : value !== undefined && value !== scalar
}

/** `in` a list of scalars. */
export function quickMembership(left: Quick, scalars: readonly unknown[]): Quick {
  return ofOne(left, isAmong, scalars)
}

function isAmong(value: unknown, scalars: readonly unknown[]): unknown {
  return typeof value === 'symbol' ? UNSURE : scalars.includes(value)
}
