import { defineAggregate, numberOf } from '../aggregate.ts'

/** First time, last time, last reading, increase so far. */
type Counter = readonly [from: number, to: number, reading: number, increase: number]

export const rate = defineAggregate<Counter | null>({
  name: 'rate',
  summary:
    'How fast a counter counts, per second: `$rate(payload.total, time)`; a reading below the last is a counter that began anew',
  each: 2,
  start: () => null,
  add(counter, value, at) {
    const reading = numberOf('rate', value)
    const time = numberOf('rate', at)
    if (counter === null) return [time, time, reading, 0]
    const [from, to, before, increase] = counter
    if (time < to) return counter // out of order: its increase is in the later reading already
    return [from, time, reading, increase + (reading >= before ? reading - before : reading)]
  },
  result(counter) {
    if (counter === null) return undefined
    const [from, to, , increase] = counter
    return to === from ? undefined : (increase * 1000) / (to - from)
  },
})
