import { aggregateInOrderOfTime, inAnyOrder } from './in-order-of-time.ts'

/** First time, last time, last value, area under the steps so far. */
interface Area {
  any: boolean
  from: number
  to: number
  value: number
  area: number
}

export const timeAverage = aggregateInOrderOfTime<Area>({
  name: 'timeAverage',
  summary:
    'The mean over time, each value holding until the next: `$timeAverage(payload.c, time)`; of one time the greatest ' +
    `holds. The same ${inAnyOrder}`,
  start: () => ({ any: false, from: 0, to: 0, value: 0, area: 0 }),
  add(held, value, time) {
    if (held.any) held.area += held.value * (time - held.to)
    else held.from = time
    held.any = true
    held.to = time
    held.value = value
  },
  result({ any, from, to, value, area }) {
    if (!any) return undefined
    return to === from ? value : area / (to - from)
  },
})
