import { isObject } from '../../model/json.ts'
import { mostLookedAt } from './sample.ts'

/** A field somewhere in a sample. */
export interface DeepField {
  readonly path: readonly string[]
  readonly value: unknown
}

const mostDeep = 4
const mostFields = 500

/** The fields within those of the input, such as `payload.celsius`, and not much deeper; those further out come first. */
export function deepFieldsOf(input: unknown): readonly DeepField[] {
  const found = new Map<string, DeepField>()
  let level: readonly DeepField[] = [{ path: [], value: input }]
  for (let depth = 0; depth < mostDeep && found.size < mostFields; depth++) {
    level = level.flatMap(fieldsWithin).slice(0, mostFields)
    if (depth > 0)
      for (const field of level) {
        const key = JSON.stringify(field.path)
        if (!found.has(key)) found.set(key, field)
      }
  }
  return [...found.values()].slice(0, mostFields)
}

function fieldsWithin({ path, value }: DeepField): readonly DeepField[] {
  if (Array.isArray(value))
    return value.slice(0, mostLookedAt).flatMap((element) => fieldsWithin({ path, value: element }))
  if (!isObject(value)) return []
  return Object.entries(value).map(([name, inner]) => ({ path: [...path, name], value: inner }))
}
