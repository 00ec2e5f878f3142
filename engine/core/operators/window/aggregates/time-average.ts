import { nearestQuotient, toBinary } from '../../../model/exact/binary.ts'
import {
  addProduct,
  addProducts,
  type ExactProducts,
  exactProducts,
  exactValueOfProducts,
} from '../../../model/exact/exact-products.ts'
import { aggregateInOrderOfTime, inAnyOrder } from './in-order-of-time.ts'

/** First time, last time, last value, area under the steps so far. */
interface Area {
  any: boolean
  from: number
  to: number
  value: number
  readonly area: ExactProducts
}

export const timeAverage = aggregateInOrderOfTime<Area>({
  name: 'timeAverage',
  summary:
    'The mean over time, each value holding until the next: `$timeAverage(payload.c, time)`; of one time the greatest ' +
    `holds. From the first value to the last: how long that one holds nobody knows. The same ${inAnyOrder}`,
  start: () => ({ any: false, from: 0, to: 0, value: 0, area: exactProducts() }),
  add(held, value, time) {
    if (held.any) addProduct(held.area, held.value, time - held.to)
    else held.from = time
    held.any = true
    held.to = time
    held.value = value
  },
  merge(held, later) {
    if (!later.any) return
    if (held.any) addProduct(held.area, held.value, later.from - held.to)
    else held.from = later.from
    addProducts(held.area, later.area)
    held.any = true
    held.to = later.to
    held.value = later.value
  },
  result({ any, from, to, value, area }) {
    if (!any) return undefined
    return to === from ? value : nearestQuotient(exactValueOfProducts(area), toBinary(to - from))
  },
})
