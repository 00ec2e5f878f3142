import { nearestName } from '../expression/advice/nearest-name.ts'
import { Failure } from '../model/failure.ts'
import { describe, isObject, type Json } from '../model/json.ts'

/** So many fields of a payload are named, and so many characters of each. */
const most = 8
const longest = 40

/** What to say of an event for which the source's `time` gives nothing: what it was written as, and what there is. */
export function noTime(written: Json | undefined, payload: Json): Failure {
  const text = String(written)
  const names = isObject(payload) ? Object.keys(payload) : []
  const shown = names.slice(0, most).map((name) => name.slice(0, longest))
  const has = isObject(payload)
    ? `has ${names.length === 0 ? 'no fields' : [...shown, ...(names.length > most ? ['...'] : [])].join(', ')}`
    : `is ${describe(payload)}`
  const field = /^payload\.(\w+)$/.exec(text)?.[1]
  const near = field === undefined ? undefined : nearestName(field, shown)
  return new Failure(
    'no-time',
    `time: expected ms since the epoch or an ISO 8601 time, but ${describe(written)} gives nothing: the payload ${has}` +
      (near === undefined ? '' : `; did you mean payload.${near}?`),
  )
}
