import type { Json } from '../../../model/json.ts'
import { addSpread, addToSpread, sampleVariance, startSpread } from '../../../model/exact/sample-variance.ts'
import { aggregateOfNumbers } from '../aggregate.ts'

const declare = (name: string, summary: string, result: (variance: number) => Json) =>
  aggregateOfNumbers({
    name,
    summary,
    start: startSpread,
    add: addToSpread,
    merge: addSpread,
    result(held) {
      const found = sampleVariance(held)
      return found === undefined ? undefined : result(found)
    },
  })

/** Of a sample: divided by n - 1; nothing of fewer than two values. */
export const variance = declare(
  'variance',
  'The variance of the values as a sample (divided by n - 1), the same in whatever order they come; nothing of fewer than two',
  (value) => value,
)

export const stddev = declare(
  'stddev',
  'The standard deviation of the values as a sample, the same in whatever order they come; nothing of fewer than two',
  (value) => Math.sqrt(value),
)
