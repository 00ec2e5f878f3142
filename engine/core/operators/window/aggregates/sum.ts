import { aggregateOfNumbers } from '../aggregate.ts'

export const sum = aggregateOfNumbers({
  name: 'sum',
  summary: 'The sum of the values',
  start: () => ({ sum: 0, any: false }),
  add: (held, value) => {
    held.sum += value
    held.any = true
  },
  result: ({ sum, any }) => (any ? sum : undefined),
})
