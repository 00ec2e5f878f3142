import type { Json } from '../../../model/json.ts'
import { aggregateOfValues } from '../aggregate.ts'

interface End {
  any: boolean
  value: Json
  /** That of the event it came from. */
  ordinal: number
}

/** `isBetter` tells by ordinals whether a value takes the place of another; of one event the values come in their order. */
const declare = (name: string, summary: string, isBetter: (ordinal: number, held: number) => boolean) => {
  const take = (held: End, value: Json, ordinal: number): void => {
    if (held.any && !isBetter(ordinal, held.ordinal)) return
    held.any = true
    held.value = value
    held.ordinal = ordinal
  }
  return aggregateOfValues<End>({
    name,
    summary,
    start: () => ({ any: false, value: null, ordinal: 0 }),
    add: (held, value, _second, ordinal) => take(held, value, ordinal),
    merge(held, later) {
      if (later.any) take(held, later.value, later.ordinal)
    },
    result: ({ any, value }) => (any ? value : undefined),
  })
}

export const first = declare(
  'first',
  'The value that arrived first; of events out of order rather use $earliest',
  (ordinal, held) => ordinal < held,
)

export const last = declare(
  'last',
  'The value that arrived last; of events out of order rather use $latest',
  (ordinal, held) => ordinal >= held,
)
