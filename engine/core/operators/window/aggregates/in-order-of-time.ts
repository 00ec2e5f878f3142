import { Failure } from '../../../model/failure.ts'
import { copyJson, type Json } from '../../../model/json.ts'
import { type Aggregate, aggregateOfNumbers } from '../aggregate.ts'

/**
 * So many values are kept in order of time, so that the order in which they come makes no difference: an hour of one a
 * second. They take 16 bytes each in memory and some 20 in a snapshot, per key and open window.
 */
export const pointsKept = 4096

/** Of more values the earliest are settled, until so many are left. */
const pointsLeft = pointsKept / 2

/** What the summaries of such aggregates say of the order. */
export const inAnyOrder =
  `in whatever order they come: up to ${pointsKept} of a key and window; of more, one that comes after more than ` +
  `${pointsLeft} later ones is refused as a dead letter (too-far-out-of-order)`

interface Point {
  readonly time: number
  readonly value: number
}

/** What is settled of the earliest values, and the later ones in order of time; of one time, the lesser ones first. */
interface Points<Settled> {
  readonly times: number[]
  readonly values: number[]
  readonly settled: Settled
  /** The last that is settled. */
  until: Point | null
}

interface Declared<Settled> {
  readonly name: string
  readonly summary: string
  start(): Settled
  /** Takes in the next value in order of time. */
  add(settled: Settled, value: number, time: number): void
  /** Takes in what another holds, of values that are all later. */
  merge(settled: Settled, later: Settled): void
  result(settled: Settled): Json | undefined
}

/**
 * Declares an aggregate of numbers and their times to which their order matters. It gives the same in whatever order
 * they come: up to `pointsKept` of them, and beyond that if none comes after more than half as many later ones. One that
 * does is refused.
 */
export function aggregateInOrderOfTime<Settled extends object>(declared: Declared<Settled>): Aggregate {
  const { name, summary, start, add, merge, result } = declared
  /** Settles the earliest values, until so many are left. */
  const settle = (held: Points<Settled>, left: number): void => {
    const { times, values, settled } = held
    const oldest = values.splice(0, values.length - left)
    for (const [at, time] of times.splice(0, times.length - left).entries()) {
      const value = oldest[at] ?? 0
      add(settled, value, time)
      held.until = { time, value }
    }
  }
  const tidy = (held: Points<Settled>): void => {
    if (held.times.length > pointsKept) settle(held, pointsLeft)
  }
  return aggregateOfNumbers<Points<Settled>>({
    name,
    summary,
    each: 2,
    start: () => ({ times: [], values: [], settled: start(), until: null }),
    demand({ until }, value, time) {
      if (until !== null && isBefore(time, value, until.time, until.value)) throw tooFar(name, time)
    },
    add(held, value, time) {
      const { times, values } = held
      let at = times.length
      if (at > 0 && isBefore(time, value, times[at - 1], values[at - 1])) at = placeOf(held, time, value)
      if (at === times.length) {
        times.push(time)
        values.push(value)
      } else {
        times.splice(at, 0, time)
        values.splice(at, 0, value)
      }
    },
    isSmall: false,
    tidy,
    merge(held, later) {
      if (later.until !== null) {
        settle(held, 0)
        merge(held.settled, later.settled)
        held.until = { ...later.until }
      }
      held.times.push(...later.times)
      held.values.push(...later.values)
      tidy(held)
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

const tooFar = (name: string, time: number): Failure =>
  new Failure(
    'too-far-out-of-order',
    `$${name}: ${pointsKept} values of a key and window are kept in order of time, and this one, of time ${time}, comes ` +
      `after more than ${pointsLeft} later ones: choose a smaller window, group by more keys, or have fewer values (a ` +
      'throttle or a shorter window before this one)',
  )
