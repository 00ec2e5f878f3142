import { ofOne, ofTwo } from './operators.ts'
import { type Quick, UNSURE } from './quick.ts'
import { writer } from './writers.ts'

/** A field of an object constructor, with a name that is always the same. */
export interface QuickField {
  readonly name: string
  readonly value: Quick
}

/** `{"a": ..., "b": ...}` with names that differ. What is nothing is left out. */
export function quickRecord(fields: readonly QuickField[]): Quick {
  return withFields(() => ({}), fields)
}

/** `$merge([base, {"a": ...}])`: a copy of an object with some fields more or others. */
export function quickMerge(base: Quick, fields: readonly QuickField[]): Quick {
  return withFields(ofOne(base, copied, undefined), fields)
}

function copied(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : UNSURE
}

function withFields(start: Quick, fields: readonly QuickField[]): Quick {
  return fields.reduce((before, { name, value }) => ofTwo(before, value, writer(name)), start)
}
