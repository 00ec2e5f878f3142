import { isObject, type Json, type JsonObject } from '../model/json.ts'

/** A payload to add fields to: of what is no object as `value`, and without fields of their names. An old one may not stay. */
export function payloadWithout(payload: Json, names: ReadonlySet<string>): Record<string, Json> {
  const object: JsonObject = isObject(payload) ? (payload as JsonObject) : { value: payload }
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)))
}
