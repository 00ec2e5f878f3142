import { defineAggregate } from '../aggregate.ts'

export const count = defineAggregate<number>({
  name: 'count',
  summary: 'How many there are: `$count($)` of events, `$count(payload.c)` of values',
  start: () => 0,
  add: (counted) => counted + 1,
  result: (counted) => counted,
})
