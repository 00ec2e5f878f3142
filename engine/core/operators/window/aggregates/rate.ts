import { binaryOfCount, nearestQuotient, productOf, toBinary } from '../../../model/exact/binary.ts'
import { addExactly, addSum, type ExactSum, exactSum, exactValue } from '../../../model/exact/exact-sum.ts'
import { aggregateInOrderOfTime, inAnyOrder } from './in-order-of-time.ts'

/** First time, last time, first and last reading, increase so far. */
interface Counter {
  any: boolean
  from: number
  to: number
  first: number
  reading: number
  readonly increase: ExactSum
}

export const rate = aggregateInOrderOfTime<Counter>({
  name: 'rate',
  summary:
    'How fast a counter counts, per second: `$rate(payload.total, time)`; a reading below the last is a counter that ' +
    `began anew. The same ${inAnyOrder}`,
  start: () => ({ any: false, from: 0, to: 0, first: 0, reading: 0, increase: exactSum() }),
  add(counter, reading, time) {
    if (counter.any) increase(counter, reading)
    else begin(counter, reading, time)
    counter.to = time
    counter.reading = reading
  },
  merge(counter, later) {
    if (!later.any) return
    if (counter.any) increase(counter, later.first)
    else begin(counter, later.first, later.from)
    addSum(counter.increase, later.increase)
    counter.to = later.to
    counter.reading = later.reading
  },
  result({ from, to, increase }) {
    if (to === from) return undefined
    return nearestQuotient(productOf(exactValue(increase), binaryOfCount(1000)), toBinary(to - from))
  },
})

function begin(counter: Counter, reading: number, time: number): void {
  counter.any = true
  counter.from = time
  counter.first = reading
}

function increase(counter: Counter, reading: number): void {
  addExactly(counter.increase, reading)
  if (reading >= counter.reading) addExactly(counter.increase, -counter.reading)
}
