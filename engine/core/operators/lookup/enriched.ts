import { isObject, type Json, type JsonObject } from '../../model/json.ts'

/** A payload with one more field; what is no object stands under `value` then. */
export function enriched(payload: Json, as: string, row: Json): JsonObject {
  return { ...(isObject(payload) ? (payload as JsonObject) : { value: payload }), [as]: row }
}
