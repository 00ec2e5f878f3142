import type { Json, JsonObject } from '../../core/model/json.ts'

/** Bytes of lists, objects and texts beside what they hold, of a field, of a slot in a list, of a number. */
const sizes = { text: 24, list: 64, object: 72, field: 56, slot: 8, number: 16 }

/**
 * About how many bytes a value takes in memory, rather too many than too few. What was short as text can be large:
 * `[{},{},...]` takes twenty times as much as it is long.
 */
export function heapSize(value: Json): number {
  if (typeof value === 'string') return sizes.text + 2 * value.length
  if (typeof value === 'number') return sizes.number
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) {
    let sum = sizes.list + sizes.slot * value.length
    for (const item of value) sum += heapSize(item)
    return sum
  }
  const object = value as JsonObject // it is no list
  let sum = sizes.object
  for (const name in object) sum += sizes.field + name.length + heapSize(object[name] ?? null)
  return sum
}
