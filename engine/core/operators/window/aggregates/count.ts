import { aggregateOfValues } from '../aggregate.ts'

export const count = aggregateOfValues({
  name: 'count',
  summary: 'How many there are: `$count($)` of events, `$count(payload.c)` of values',
  start: () => ({ count: 0 }),
  add: (held) => {
    held.count++
  },
  merge: (held, later) => {
    held.count += later.count
  },
  result: ({ count }) => count,
})
