import type { Json } from '../../../model/json.ts'
import { defineAggregate, numberOf } from '../aggregate.ts'

/** Number of values, their mean, and the sum of squared distances from it. */
type Moments = readonly [count: number, mean: number, squares: number]

/** Welford's update (B. P. Welford, Technometrics 4, 1962), which does not cancel for values far from zero. */
function welford([count, mean, squares]: Moments, value: number): Moments {
  const away = value - mean
  const mean_ = mean + away / (count + 1)
  return [count + 1, mean_, squares + away * (value - mean_)]
}

const declare = (name: string, summary: string, result: (moments: Moments) => Json | undefined) =>
  defineAggregate<Moments>({
    name,
    summary,
    start: () => [0, 0, 0],
    add: (moments, value) => welford(moments, numberOf(name, value)),
    result,
  })

/** Of a sample: divided by n - 1; undefined of fewer than two values. */
export const variance = declare(
  'variance',
  'The variance of the values as a sample (divided by n - 1)',
  ([n, , squares]) => (n < 2 ? undefined : squares / (n - 1)),
)

export const stddev = declare(
  'stddev',
  'The standard deviation of the values as a sample',
  ([n, , squares]) => (n < 2 ? undefined : Math.sqrt(squares / (n - 1))),
)
