import { isInherited, ownField, plainField } from './own-fields.ts'
import { perName } from './places.ts'
import { type Held, type Reader, UNSURE } from './quick.ts'

/*
 * V8 keeps what it learns about the access to a field with its place in the source. One place that reads the fields
 * of all expressions meets every name and every shape, and ends up looking each of them up in a table; so the same
 * line stands here many times, each time for one name.
 */
const FIELDS: readonly ((name: string) => Reader)[] = [
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
  (name) => (record) => record?.[name],
]

const PAYLOAD_FIELDS: readonly ((name: string) => PayloadReader)[] = [
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
  (name) => (event) => given(event?.payload?.[name], event),
]

const EVENT_FIELDS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['payload', (event) => event?.payload],
  ['topic', (event) => event?.topic],
  ['key', (event) => event?.key],
  ['time', (event) => event?.time],
  ['params', (event) => event?.params],
  ['properties', (event) => event?.properties],
])

/** Gives a field of an event's payload, or UNSURE. */
type PayloadReader = (event: Held) => Held | typeof UNSURE

const ofRecord = perName(FIELDS, (name) => (record) => record?.[name])

/** Reads a field of a record; what is no record has no fields. */
export function field(name: string): Reader {
  if (name in Object.prototype) return (value) => ownField(value, name)
  return isInherited(name) ? plainField(name) : ofRecord(name)
}

/** Reads a field of an event itself. */
export function eventField(name: string): Reader {
  return EVENT_FIELDS.get(name) ?? field(name)
}

/** Reads a field of an event's payload. The name may be none that is inherited. */
export const payloadField = perName(PAYLOAD_FIELDS, (name) => (event) => given(event?.payload?.[name], event))

/** The value of a field of the payload; a missing one is nothing, unless there is an array whose elements may have it. */
function given(value: Held, event: Held): Held | typeof UNSURE {
  if (value !== undefined) return value
  return Array.isArray(event) || Array.isArray(event?.payload) ? UNSURE : undefined
}
