import { aggregateOfNumbers } from '../aggregate.ts'

export const average = aggregateOfNumbers({
  name: 'average',
  summary: 'The arithmetic mean of the values',
  start: () => ({ sum: 0, count: 0 }),
  add: (held, value) => {
    held.sum += value
    held.count++
  },
  result: ({ sum, count }) => (count === 0 ? undefined : sum / count),
})
