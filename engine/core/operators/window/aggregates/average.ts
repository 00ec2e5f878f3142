import { defineAggregate, numberOf } from '../aggregate.ts'

export const average = defineAggregate<{ readonly sum: number; readonly count: number }>({
  name: 'average',
  summary: 'The arithmetic mean of the values',
  start: () => ({ sum: 0, count: 0 }),
  add: ({ sum, count }, value) => ({ sum: sum + numberOf('average', value), count: count + 1 }),
  result: ({ sum, count }) => (count === 0 ? undefined : sum / count),
})
