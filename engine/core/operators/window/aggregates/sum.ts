import { aggregateOfNumbers } from '../aggregate.ts'
import { addExactly, addSum, exactSum, nearestSum } from '../../../model/exact/exact-sum.ts'

export const sum = aggregateOfNumbers({
  name: 'sum',
  summary: 'The sum of the values, the same in whatever order they come',
  start: exactSum,
  add: addExactly,
  merge: addSum,
  result: (held) => (held.count === 0 ? undefined : nearestSum(held)),
})
