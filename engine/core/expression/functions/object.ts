import { Callable } from '../calling/callable.ts'
import { clone } from '../values/clone.ts'
import type { Run } from '../frame.ts'
import { lookup } from '../values/lookup.ts'
import { type Native, running } from '../calling/native.ts'
import { newSequence, pushAll } from '../values/sequence.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'
import { isRecord, setField } from '../values/value.ts'

function keys(run: Run, value: unknown): unknown[] {
  const names = new Set<string>()
  collectKeys(run, value, names)
  const result = newSequence()
  for (const name of Array.isArray(value) ? inOrder(names) : names) result.push(name)
  return result
}

/** Through an object, so that names which are whole numbers come first, as in any object. */
function inOrder(names: ReadonlySet<string>): readonly string[] {
  const record: Record<string, unknown> = {}
  for (const name of names) setField(record, name, true)
  return Object.keys(record)
}

function collectKeys(run: Run, value: unknown, names: Set<string>, depth = 0): void {
  if (depth > MAX_VALUE_DEPTH) throw tooDeepValue()
  run.spend(1)
  if (Array.isArray(value)) for (const element of value) collectKeys(run, element, names, depth + 1)
  else if (isRecord(value)) {
    const own = Object.keys(value)
    run.makeFields(own.length)
    for (const name of own) names.add(name)
  }
}

function spread(run: Run, value: unknown, depth = 0): unknown {
  if (depth > MAX_VALUE_DEPTH) throw tooDeepValue()
  run.spend(1)
  if (Array.isArray(value)) {
    // What has had anything added to it is a plain array, as $append gives.
    const result: unknown[] = []
    let isEmpty = true
    for (const element of value) {
      const parts = spread(run, element, depth + 1)
      if (parts === undefined) continue
      isEmpty = false
      run.makeElements(Array.isArray(parts) ? parts.length : 1)
      pushAll(result, parts)
    }
    return isEmpty ? newSequence() : result
  }
  if (!isRecord(value) || value instanceof Callable) return value
  const result = newSequence()
  const names = Object.keys(value)
  run.readFields(names.length)
  for (const name of names) {
    run.makeElements(2)
    run.look(LOOKS_PER_KIND)
    const part: Record<string, unknown> = {}
    setField(part, name, value[name])
    result.push(part)
  }
  return result
}

/** An object with a field that no other has is one of a kind to the platform, and takes long to make. */
const LOOKS_PER_KIND = 16

function merge(
  run: Run,
  records: readonly Record<string, unknown>[] | undefined,
): Record<string, unknown> | undefined {
  if (records === undefined) return undefined
  const result: Record<string, unknown> = {}
  for (const record of records) {
    const names = Object.keys(record)
    run.makeElements(0)
    run.makeFields(names.length)
    for (const name of names) setField(result, name, record[name])
  }
  return result
}

/** Functions of objects and their fields; those that call a function are in higher-order.ts. */
export const objectFunctions: readonly Native[] = [
  running('keys', '<x-:a<s>>', keys),
  running('lookup', '<x-s:x>', (run, value: unknown, name: string | undefined) =>
    lookup(value, String(name), run),
  ),
  running('clone', '<(oa)-:o>', (run, value: unknown) =>
    value === undefined ? undefined : clone(value, run),
  ),
  running('spread', '<x-:a<o>>', (run, value: unknown) => spread(run, value)),
  running('merge', '<a<o>:o>', merge),
]
