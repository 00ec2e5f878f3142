import { Callable } from '../callable.ts'
import { lookup } from '../lookup.ts'
import { type Native, pure } from '../native.ts'
import { appended, newSequence } from '../sequence.ts'
import { isRecord, setField } from '../value.ts'

function keys(value: unknown): unknown[] {
  const names = new Set<string>()
  collectKeys(value, names)
  const result = newSequence()
  // Through an object, so that names which are whole numbers come first, as in any object.
  const record: Record<string, unknown> = {}
  for (const name of names) setField(record, name, true)
  for (const name of Array.isArray(value) ? Object.keys(record) : names) result.push(name)
  return result
}

function collectKeys(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) for (const element of value) collectKeys(element, names)
  else if (isRecord(value)) for (const name of Object.keys(value)) names.add(name)
}

function spread(value: unknown): unknown {
  if (Array.isArray(value)) {
    let result: unknown = newSequence()
    for (const element of value) result = appended(result, spread(element))
    return result
  }
  if (!isRecord(value) || value instanceof Callable) return value
  const result = newSequence()
  for (const name of Object.keys(value)) {
    const part: Record<string, unknown> = {}
    setField(part, name, value[name])
    result.push(part)
  }
  return result
}

function merge(records: readonly Record<string, unknown>[] | undefined): Record<string, unknown> | undefined {
  if (records === undefined) return undefined
  const result: Record<string, unknown> = {}
  for (const record of records) for (const name of Object.keys(record)) setField(result, name, record[name])
  return result
}

/** Functions of objects and their fields; those that call a function are in higher-order.ts. */
export const objectFunctions: readonly Native[] = [
  pure('keys', '<x-:a<s>>', keys),
  pure('lookup', '<x-s:x>', (value: unknown, name: string | undefined) => lookup(value, String(name))),
  pure('spread', '<x-:a<o>>', spread),
  pure('merge', '<a<o>:o>', merge),
]
