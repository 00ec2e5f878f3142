import { type Event, isKey, type Key } from '../../model/event.ts'
import { demandShort } from '../../model/key-length.ts'
import type { Setting } from '../../operator/setting.ts'
import type { Expression } from '../../operator/settings/expression.ts'

/** A setting whose expression is asked of rows only: where one is gone (its payload is null) `ofGone` tells instead. */
export function unlessGone<Value, Absent extends undefined = never>(
  setting: Setting<Expression<Value> | Absent>,
  ofGone: (event: Event) => Value,
): Setting<Expression<Value> | Absent> {
  return {
    ...setting,
    read: (raw, place) => {
      const result = setting.read(raw, place)
      if (!result.ok) return result
      const { read } = result
      return {
        ok: true,
        read: {
          ...read,
          bind: (surroundings) => {
            const ofRow = read.bind(surroundings)
            if (ofRow === undefined) return ofRow
            return (event) => (event.payload === null ? ofGone(event) : ofRow(event))
          },
        },
      }
    },
  }
}

/** The key that came with it. */
export function keyOfGone({ properties }: Event): Key {
  const key = properties?.['key']
  if (!isKey(key)) return null
  demandShort(key)
  return key
}

/** It is gone since the event came, which nothing tells before the wall stands at that. */
export const timeOfGone = ({ time }: Event): number | undefined => (Number.isFinite(time) ? time : undefined)
