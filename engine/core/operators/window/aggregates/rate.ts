import { aggregateInOrderOfTime, inAnyOrder } from './in-order-of-time.ts'

/** First time, last time, last reading, increase so far. */
interface Counter {
  any: boolean
  from: number
  to: number
  reading: number
  increase: number
}

export const rate = aggregateInOrderOfTime<Counter>({
  name: 'rate',
  summary:
    'How fast a counter counts, per second: `$rate(payload.total, time)`; a reading below the last is a counter that ' +
    `began anew. The same ${inAnyOrder}`,
  start: () => ({ any: false, from: 0, to: 0, reading: 0, increase: 0 }),
  add(counter, reading, time) {
    if (counter.any) counter.increase += reading >= counter.reading ? reading - counter.reading : reading
    else counter.from = time
    counter.any = true
    counter.to = time
    counter.reading = reading
  },
  result: ({ from, to, increase }) => (to === from ? undefined : (increase * 1000) / (to - from)),
})
