import type { Json } from '../../../model/json.ts'
import { aggregateOfNumbers } from '../aggregate.ts'
import { binaryOfCount, nearestQuotient, productOf } from '../exact/binary.ts'
import { addProduct, exactProducts } from '../exact/exact-products.ts'
import { addExactly, exactSum } from '../exact/exact-sum.ts'
import { spread } from '../exact/spread.ts'

/** From the sums of the values and of their squares, which may cancel since both are exact. */
const declare = (name: string, summary: string, result: (variance: number) => Json) =>
  aggregateOfNumbers({
    name,
    summary,
    start: () => ({ values: exactSum(), squares: exactProducts() }),
    add: (held, value) => {
      addExactly(held.values, value)
      addProduct(held.squares, value, value)
    },
    result({ values, squares }) {
      const { count } = values
      if (count < 2) return undefined
      const pairs = productOf(binaryOfCount(count), binaryOfCount(count - 1))
      return result(nearestQuotient(spread(squares, values, values), pairs))
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
