import { copyJson, type Json } from '../../../model/json.ts'
import { type Aggregate, aggregateOfNumbers } from '../aggregate.ts'

/** So many values are kept in order of time, so that the order in which they come makes no difference. */
export const pointsKept = 1024

/** What is settled of the earliest values, and the later ones in order of time; of one time, the lesser ones first. */
interface Points<Settled> {
  readonly times: number[]
  readonly values: number[]
  readonly settled: Settled
  /** Everything up to this time is settled. */
  until: number | null
}

interface Declared<Settled> {
  readonly name: string
  readonly summary: string
  start(): Settled
  /** Takes in the next value in order of time. */
  add(settled: Settled, value: number, time: number): void
  result(settled: Settled): Json | undefined
}

/**
 * Declares an aggregate of numbers and their times to which their order matters. It gives the same in whatever order
 * they come: up to `pointsKept` of them, and beyond that if none comes after more than half as many later ones. A value
 * that does is left out.
 */
export function aggregateInOrderOfTime<Settled extends object>(declared: Declared<Settled>): Aggregate {
  const { name, summary, start, add, result } = declared
  return aggregateOfNumbers<Points<Settled>>({
    name,
    summary,
    each: 2,
    start: () => ({ times: [], values: [], settled: start(), until: null }),
    add(held, value, time) {
      const { times, values, settled } = held
      if (held.until !== null && time < held.until) return
      let at = times.length
      if (at > 0 && isBefore(time, value, times[at - 1], values[at - 1])) at = placeOf(held, time, value)
      if (at === times.length) {
        times.push(time)
        values.push(value)
      } else {
        times.splice(at, 0, time)
        values.splice(at, 0, value)
      }
      if (times.length <= pointsKept) return
      const oldest = times.splice(0, pointsKept / 2)
      for (const [which, one] of values.splice(0, pointsKept / 2).entries()) {
        held.until = oldest[which] ?? held.until
        add(settled, one, held.until ?? time)
      }
    },
    result({ times, values, settled }) {
      const all = copyJson(settled)
      for (const [at, time] of times.entries()) add(all, values[at] ?? 0, time)
      return result(all)
    },
  })
}

const isBefore = (time: number, value: number, otherTime = time, otherValue = value): boolean =>
  time < otherTime || (time === otherTime && value < otherValue)

/** Behind everything that is not later. */
function placeOf({ times, values }: Points<unknown>, time: number, value: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(time, value, times[middle], values[middle])) high = middle
    else low = middle + 1
  }
  return low
}
