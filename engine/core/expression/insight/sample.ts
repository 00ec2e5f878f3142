import { isObject } from '../../model/json.ts'

/** So many elements of a list are looked at. */
const mostLookedAt = 100

/** The values at the end of a path of names, lists on the way gone through. */
export function valuesAt(sample: unknown, path: readonly string[]): readonly unknown[] {
  let values = spread(sample)
  for (const name of path)
    values = values.flatMap((value) =>
      isObject(value) && Object.hasOwn(value, name) ? spread(value[name]) : [],
    )
  return values
}

function spread(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, mostLookedAt).flatMap(spread).slice(0, mostLookedAt) : [value]
}

/** A field of the objects at one place, with a value that it has. */
export interface SampleField {
  readonly name: string
  readonly value: unknown
}

/** The fields of the objects there are at the end of a path. */
export function fieldsAt(sample: unknown, path: readonly string[]): readonly SampleField[] {
  const found = new Map<string, unknown>()
  for (const value of valuesAt(sample, path)) {
    if (!isObject(value)) continue
    for (const [name, inner] of Object.entries(value)) if (!found.has(name)) found.set(name, inner)
  }
  return [...found].map(([name, value]) => ({ name, value }))
}

/** What a value is, in a word or two for a list to choose from: `12.5`, `"north"`, `list of 3`. */
export function shortly(value: unknown): string {
  if (Array.isArray(value)) return `list of ${value.length}`
  if (typeof value === 'string')
    return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
  return isObject(value) ? 'object' : String(value)
}

const longest = 30
