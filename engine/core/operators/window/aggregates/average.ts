import { defineAggregate, numberOf } from '../aggregate.ts'

export const average = defineAggregate<readonly [sum: number, count: number]>({
  name: 'average',
  summary: 'The arithmetic mean of the values',
  start: () => [0, 0],
  add: ([sum, count], value) => [sum + numberOf('average', value), count + 1],
  result: ([sum, count]) => (count === 0 ? undefined : sum / count),
})
