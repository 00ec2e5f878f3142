import type { Event } from '../../model/event.ts'

/** What stands at a path of an event. Own fields only, so that a name such as `constructor` finds nothing that nobody sent. */
export function valueAt(event: Event, path: readonly string[]): unknown {
  let value: unknown = event
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[step] // an object that has this field
  }
  return value
}
