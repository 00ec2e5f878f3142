import { nearestQuotient } from './binary.ts'
import { addProduct, addProducts, type ExactProducts, exactProducts } from './exact-products.ts'
import { addExactly, addSum, type ExactSum, exactSum } from './exact-sum.ts'
import { spread } from './spread.ts'

/** The sums of points (x, y) that a line is laid through. They are exact, so times since 1970 do not cancel. */
export interface LineSums {
  readonly x: ExactSum
  readonly y: ExactSum
  readonly xx: ExactProducts
  readonly xy: ExactProducts
}

export const startLine = (): LineSums => ({
  x: exactSum(),
  y: exactSum(),
  xx: exactProducts(),
  xy: exactProducts(),
})

/** Takes in one point of finite numbers. */
export function addToLine(sums: LineSums, x: number, y: number): void {
  addExactly(sums.x, x)
  addExactly(sums.y, y)
  addProduct(sums.xx, x, x)
  addProduct(sums.xy, x, y)
}

/** Takes in the points of another. */
export function addLine(sums: LineSums, other: LineSums): void {
  addSum(sums.x, other.x)
  addSum(sums.y, other.y)
  addProducts(sums.xx, other.xx)
  addProducts(sums.xy, other.xy)
}

/** The slope of the least-squares line, rounded once; undefined where all x are the same, or there are none. */
export function slopeOfLine({ x, y, xx, xy }: LineSums): number | undefined {
  const across = spread(xx, x, x)
  return across.digits === 0n ? undefined : nearestQuotient(spread(xy, x, y), across)
}
