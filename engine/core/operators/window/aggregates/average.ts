import { aggregateOfNumbers } from '../aggregate.ts'
import { binaryOfCount, nearestQuotient } from '../../../model/exact/binary.ts'
import { addExactly, addSum, exactSum, exactValue, nearestSum } from '../../../model/exact/exact-sum.ts'

export const average = aggregateOfNumbers({
  name: 'average',
  summary: 'The arithmetic mean of the values, the same in whatever order they come',
  start: exactSum,
  add: addExactly,
  merge: addSum,
  result(held) {
    if (held.count === 0) return undefined
    const sum = nearestSum(held)
    // A sum can be too large where the mean is not; + 0, since what is too small can come out as -0.
    return Number.isFinite(sum)
      ? sum / held.count + 0
      : nearestQuotient(exactValue(held), binaryOfCount(held.count))
  },
})
