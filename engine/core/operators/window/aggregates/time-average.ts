import { defineAggregate, numberOf } from '../aggregate.ts'

/** First time, last time, last value, area under the steps so far. */
type Area = readonly [from: number, to: number, value: number, area: number]

export const timeAverage = defineAggregate<Area | null>({
  name: 'timeAverage',
  summary: 'The mean over time, each value holding until the next: `$timeAverage(payload.c, time)`',
  each: 2,
  start: () => null,
  add(area, value, at) {
    const held = numberOf('timeAverage', value)
    const time = numberOf('timeAverage', at)
    if (area === null) return [time, time, held, 0]
    const [from, to, before, sum] = area
    if (time < to) return area // out of order: the value of that time is passed already
    return [from, time, held, sum + before * (time - to)]
  },
  result(area) {
    if (area === null) return undefined
    const [from, to, value, sum] = area
    return to === from ? value : sum / (to - from)
  },
})
