import { isObject } from '../../core/model/json.ts'

/**
 * Whether a value holds what is expected of it: of objects the fields that the expectation names, everything else as
 * it stands. Numbers may differ by what arithmetic in another order would give (a part in 10^12).
 */
export function covers(value: unknown, expected: unknown): boolean {
  if (typeof expected === 'number' && typeof value === 'number') {
    return (
      value === expected ||
      Math.abs(value - expected) <= 1e-12 * Math.max(Math.abs(value), Math.abs(expected))
    )
  }
  if (Array.isArray(expected)) {
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((item, at) => covers(value[at], item))
    )
  }
  if (isObject(expected)) {
    return (
      isObject(value) &&
      Object.entries(expected).every(
        ([name, item]) => Object.hasOwn(value, name) && covers(value[name], item),
      )
    )
  }
  return value === expected
}
