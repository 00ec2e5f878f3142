import { type Quick, UNSURE } from './quick.ts'
import { type Row, type Writer, writer } from './writers.ts'

/** A field of an object constructor, with a name that is always the same. */
export interface QuickField {
  readonly name: string
  readonly value: Quick
}

/** `{"a": ..., "b": ...}` with names that differ. What is nothing is left out. */
export function quickRecord(fields: readonly QuickField[]): Quick {
  const values = fields.map(({ value }) => value)
  const writers = fields.map(({ name }) => writer(name))
  const [first] = values
  const [write] = writers
  if (first !== undefined && write !== undefined && values.length === 1) return oneField(first, write)
  return (input, bindings, surroundings) => {
    const row: Row = {}
    for (let i = 0; i < values.length; i++) {
      // The loop stays within the length of both.
      const value = (values[i] as Quick)(input, bindings, surroundings)
      if (value === UNSURE) return UNSURE
      if (value !== undefined) (writers[i] as Writer)(row, value)
    }
    return row
  }
}

function oneField(field: Quick, write: Writer): Quick {
  return (input, bindings, surroundings) => {
    const value = field(input, bindings, surroundings)
    if (value === UNSURE) return UNSURE
    const row: Row = {}
    if (value !== undefined) write(row, value)
    return row
  }
}

/** `$merge([base, {"a": ...}])`: a copy of an object with some fields more or others. */
export function quickMerge(base: Quick, fields: readonly QuickField[]): Quick {
  const values = fields.map(({ value }) => value)
  const writers = fields.map(({ name }) => writer(name))
  return (input, bindings, surroundings) => {
    const given = base(input, bindings, surroundings)
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return UNSURE
    const row: Row = { ...given }
    for (let i = 0; i < values.length; i++) {
      // As above.
      const value = (values[i] as Quick)(input, bindings, surroundings)
      if (value === UNSURE) return UNSURE
      if (value !== undefined) (writers[i] as Writer)(row, value)
    }
    return row
  }
}
