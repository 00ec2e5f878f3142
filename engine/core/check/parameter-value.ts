import { parseDuration } from '../model/duration.ts'
import { describe, type Json } from '../model/json.ts'
import { durationRemedy } from '../operator/settings/duration.ts'
import { withoutQuotes } from '../operator/settings/without-quotes.ts'
import type { ParameterType } from './document.ts'

export const parameterTypes: readonly ParameterType[] = ['number', 'text', 'boolean', 'duration', 'json']

const expectations: Readonly<Record<ParameterType, string>> = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  duration: 'a duration such as "5s", "1m" or "2h30m"',
  json: 'a value',
}

/** What types are called elsewhere. */
const otherTypes: Readonly<Record<string, ParameterType>> = {
  string: 'text',
  str: 'text',
  float: 'number',
  double: 'number',
  int: 'number',
  integer: 'number',
  decimal: 'number',
  bool: 'boolean',
  flag: 'boolean',
  time: 'duration',
  timespan: 'duration',
  object: 'json',
  list: 'json',
  array: 'json',
  any: 'json',
}

/** The type that is called so elsewhere. */
export const typeMeant = (name: string): ParameterType | undefined =>
  Object.hasOwn(otherTypes, name.toLowerCase()) ? otherTypes[name.toLowerCase()] : undefined

/** What is wrong with a value of a parameter, or undefined where it is of its type. */
export function valueProblem(
  type: ParameterType,
  value: Json,
): { readonly message: string; readonly expected: string; readonly remedy: string | undefined } | undefined {
  if (fits(type, value)) return undefined
  const expected = expectations[type]
  return { message: `expected ${expected}, got ${describe(value)}`, expected, remedy: remedyFor(type, value) }
}

function remedyFor(type: ParameterType, value: Json): string | undefined {
  if (type === 'number' || type === 'boolean') return withoutQuotes(value, type)
  if (type === 'duration') return durationRemedy(value)
  return type === 'text' && (typeof value === 'number' || typeof value === 'boolean')
    ? `write it in quotes: "${value}"`
    : undefined
}

function fits(type: ParameterType, value: Json): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (type === 'text') return typeof value === 'string'
  if (type === 'boolean') return typeof value === 'boolean'
  return type === 'json' || parseDuration(value) !== undefined
}

/** What an expression sees of it: a duration is milliseconds there, so that one can calculate with it. */
export function expressionValue(type: ParameterType | undefined, value: Json): Json {
  return type === 'duration' ? (parseDuration(value) ?? value) : value
}
