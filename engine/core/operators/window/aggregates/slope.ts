import { aggregateOfNumbers } from '../aggregate.ts'
import { nearestQuotient } from '../exact/binary.ts'
import { addProduct, type ExactProducts, exactProducts } from '../exact/exact-products.ts'
import { addExactly, type ExactSum, exactSum } from '../exact/exact-sum.ts'
import { spread } from '../exact/spread.ts'

interface Sums {
  readonly x: ExactSum
  readonly y: ExactSum
  readonly xx: ExactProducts
  readonly xy: ExactProducts
}

/** The sums are exact, so times since 1970 do not cancel. */
export const slope = aggregateOfNumbers<Sums>({
  name: 'slope',
  summary:
    'How steeply the values rise: the least-squares line through `$slope(payload.c, time)`, per unit of the second; ' +
    'the same in whatever order they come',
  each: 2,
  start: () => ({ x: exactSum(), y: exactSum(), xx: exactProducts(), xy: exactProducts() }),
  add(sums, y, x) {
    addExactly(sums.x, x)
    addExactly(sums.y, y)
    addProduct(sums.xx, x, x)
    addProduct(sums.xy, x, y)
  },
  result({ x, y, xx, xy }) {
    const across = spread(xx, x, x)
    return across.digits === 0n ? undefined : nearestQuotient(spread(xy, x, y), across)
  },
})
