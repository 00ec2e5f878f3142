import { aggregateOfNumbers } from '../aggregate.ts'

/** First time, last time, last value, area under the steps so far. */
interface Area {
  any: boolean
  from: number
  to: number
  value: number
  area: number
}

export const timeAverage = aggregateOfNumbers<Area>({
  name: 'timeAverage',
  summary: 'The mean over time, each value holding until the next: `$timeAverage(payload.c, time)`',
  each: 2,
  start: () => ({ any: false, from: 0, to: 0, value: 0, area: 0 }),
  add(held, value, time) {
    if (!held.any) {
      held.any = true
      held.from = time
    } else if (time < held.to) {
      return // out of order: the value of that time is passed already
    } else {
      held.area += held.value * (time - held.to)
    }
    held.to = time
    held.value = value
  },
  result({ any, from, to, value, area }) {
    if (!any) return undefined
    return to === from ? value : area / (to - from)
  },
})
