import type { Json, JsonObject } from './json.ts'

export type Scalar = string | number | boolean | null

/** Whose event it is (a device, a room): one value, or a list of values for a key of several parts. */
export type Key = Scalar | readonly Scalar[]

export function isKey(value: unknown): value is Key {
  return isScalar(value) || (Array.isArray(value) && value.every(isScalar))
}

function isScalar(value: unknown): value is Scalar {
  return (
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
  )
}

/**
 * One event. `time` is event time in whole milliseconds since the epoch (UTC, may be negative). `params` holds the
 * named levels of the topic it came by; `properties` what else came with it (retain flag, content type, user
 * properties). In an expression this record is `$`.
 *
 * Every event is made by `makeEvent`, with every field present, so that the engine's loops see one shape.
 */
export interface Event {
  readonly payload: Json
  readonly topic: string | undefined
  readonly key: Key
  readonly time: number
  readonly params: Readonly<Record<string, string>> | undefined
  readonly properties: JsonObject | undefined
}

export function makeEvent(
  payload: Json,
  time: number,
  key: Key = null,
  topic?: string,
  params?: Readonly<Record<string, string>>,
  properties?: JsonObject,
): Event {
  return { payload, topic, key, time, params, properties }
}

/**
 * What tells keys apart in a map: scalars stand for themselves, lists by their JSON behind a NUL, which no other key
 * starts with (a text that does is given a second one).
 */
export function keyId(key: Key): Scalar {
  if (typeof key === 'string') return key.charCodeAt(0) === 0 ? `\u0000${key}` : key
  if (typeof key === 'object' && key !== null) return `\u0000${JSON.stringify(key)}`
  return key
}
