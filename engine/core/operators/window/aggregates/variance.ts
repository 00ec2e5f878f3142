import type { Json } from '../../../model/json.ts'
import { aggregateOfNumbers } from '../aggregate.ts'

/**
 * How many values there are, their mean, and the sum of squared distances from it, by Welford's update (B. P. Welford,
 * Technometrics 4, 1962), which does not cancel for values far from zero.
 */
const declare = (name: string, summary: string, result: (variance: number) => Json) =>
  aggregateOfNumbers({
    name,
    summary,
    start: () => ({ count: 0, mean: 0, squares: 0 }),
    add: (held, value) => {
      const away = value - held.mean
      held.count++
      held.mean += away / held.count
      held.squares += away * (value - held.mean)
    },
    result: ({ count, squares }) => (count < 2 ? undefined : result(squares / (count - 1))),
  })

/** Of a sample: divided by n - 1; nothing of fewer than two values. */
export const variance = declare(
  'variance',
  'The variance of the values as a sample (divided by n - 1); nothing of fewer than two',
  (value) => value,
)

export const stddev = declare(
  'stddev',
  'The standard deviation of the values as a sample; nothing of fewer than two',
  (value) => Math.sqrt(value),
)
