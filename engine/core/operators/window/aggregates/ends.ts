import type { Json } from '../../../model/json.ts'
import { aggregateOfValues } from '../aggregate.ts'

interface End {
  any: boolean
  value: Json
  /** That of the event it came from. */
  ordinal: number
}

/** `isBetter` tells whether a value takes the place of one that came before it in the list, or with the same event. */
const declare = (
  name: string,
  summary: string,
  isBetter: (ordinal: number, held: number) => boolean,
  takesOwn: boolean,
) => {
  const take = (held: End, value: Json, ordinal: number): void => {
    held.any = true
    held.value = value
    held.ordinal = ordinal
  }
  return aggregateOfValues<End>({
    name,
    summary,
    start: () => ({ any: false, value: null, ordinal: 0 }),
    add(held, value, _second, ordinal) {
      if (!held.any || takesOwn) take(held, value, ordinal)
    },
    merge(held, later) {
      if (later.any && (!held.any || isBetter(later.ordinal, held.ordinal)))
        take(held, later.value, later.ordinal)
    },
    result: ({ any, value }) => (any ? value : undefined),
  })
}

export const first = declare(
  'first',
  'The value that arrived first; of events out of order rather use $earliest',
  (ordinal, held) => ordinal < held,
  false,
)

export const last = declare(
  'last',
  'The value that arrived last; of events out of order rather use $latest',
  (ordinal, held) => ordinal >= held,
  true,
)
