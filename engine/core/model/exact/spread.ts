import { type Binary, binaryOfCount, differenceOf, productOf } from './binary.ts'
import { type ExactProducts, exactValueOfProducts } from './exact-products.ts'
import { type ExactSum, exactValue } from './exact-sum.ts'

/** n · Σxy − Σx · Σy, which is n times the sum of (x − mean of x) · (y − mean of y). It cancels only where it is exact. */
export function spread(products: ExactProducts, x: ExactSum, y: ExactSum): Binary {
  return differenceOf(
    productOf(binaryOfCount(x.count), exactValueOfProducts(products)),
    productOf(exactValue(x), exactValue(y)),
  )
}
