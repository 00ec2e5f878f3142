import type { Json } from '../../../model/json.ts'
import { canonicalText } from '../../canonical-text.ts'
import { aggregateOfValues } from '../aggregate.ts'

interface End {
  any: boolean
  value: Json
  time: Json
}

/** Numbers by size and before anything else, which goes by its text, as ISO 8601 times can. */
function compare(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1
  const [left, right] = [canonicalText(a), canonicalText(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** `sign` 1 keeps what is later, -1 what is earlier; of one time, values are compared in the same way. */
const declare = (name: string, summary: string, sign: 1 | -1) => {
  const add = (held: End, value: Json, time: Json): void => {
    const order = compare(time, held.time) || compare(value, held.value)
    if (held.any && order * sign <= 0) return
    held.any = true
    held.value = value
    held.time = time
  }
  return aggregateOfValues<End>({
    name,
    summary,
    each: 2,
    start: () => ({ any: false, value: null, time: null }),
    add,
    merge: (held, later) => {
      if (later.any) add(held, later.value, later.time)
    },
    result: ({ any, value }) => (any ? value : undefined),
  })
}

export const earliest = declare(
  'earliest',
  'The value of the earliest event, in whatever order they come: `$earliest(payload.c, time)`',
  -1,
)

export const latest = declare(
  'latest',
  'The value of the latest event, in whatever order they come: `$latest(payload.c, time)`',
  1,
)
