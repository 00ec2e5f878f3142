import type { Json } from '../../../model/json.ts'
import { defineAggregate, numberOf } from '../aggregate.ts'

/** How many values there are, their mean, and the sum of squared distances from it. */
type Moments = { readonly count: number; readonly mean: number; readonly squares: number }

/** Welford's update (B. P. Welford, Technometrics 4, 1962), which does not cancel for values far from zero. */
function welford({ count, mean, squares }: Moments, value: number): Moments {
  const away = value - mean
  const moved = mean + away / (count + 1)
  return { count: count + 1, mean: moved, squares: squares + away * (value - moved) }
}

const declare = (name: string, summary: string, result: (variance: number) => Json) =>
  defineAggregate<Moments>({
    name,
    summary,
    start: () => ({ count: 0, mean: 0, squares: 0 }),
    add: (moments, value) => welford(moments, numberOf(name, value)),
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
