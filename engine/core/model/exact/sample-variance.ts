import { binaryOfCount, nearestQuotient, productOf } from './binary.ts'
import { addProduct, addProducts, type ExactProducts, exactProducts } from './exact-products.ts'
import { addExactly, addSum, type ExactSum, exactSum } from './exact-sum.ts'
import { spread } from './spread.ts'

/** The sums of values and of their squares, which may cancel since both are exact. Plain JSON, changed in place. */
export interface Spread {
  readonly values: ExactSum
  readonly squares: ExactProducts
}

export const startSpread = (): Spread => ({ values: exactSum(), squares: exactProducts() })

/** Takes in one finite number. */
export function addToSpread({ values, squares }: Spread, value: number): void {
  addExactly(values, value)
  addProduct(squares, value, value)
}

/** Takes in the numbers of another. */
export function addSpread(spread: Spread, other: Spread): void {
  addSum(spread.values, other.values)
  addProducts(spread.squares, other.squares)
}

/** The variance of a sample (divided by n - 1), rounded once; undefined of fewer than two values. */
export function sampleVariance({ values, squares }: Spread): number | undefined {
  const { count } = values
  if (count < 2) return undefined
  const pairs = productOf(binaryOfCount(count), binaryOfCount(count - 1))
  return nearestQuotient(spread(squares, values, values), pairs)
}
