import { Failure } from '../../model/failure.ts'
import { demandFinite } from '../../model/finite.ts'
import { describe, type Json } from '../../model/json.ts'

/**
 * A summary of a window's events that is kept as they come. An accumulator is plain JSON, an object or a list, and is
 * changed in place: nothing new has to be made for an event, which counts most with many keys. What could be wrong with
 * a value is found by `take` and `demand`, before any accumulator is changed, so that an event is added to all of them
 * or to none.
 *
 * In an expression it is a function: `$average(payload.c)`. `each` of its arguments are evaluated for every event, the
 * others are constants.
 */
export interface Aggregate {
  readonly name: string
  readonly summary: string
  readonly each: 1 | 2
  readonly constants: number
  /** Finite numbers are added as they are; `take` need not see them. */
  readonly takesNumbers: boolean
  start(constants: readonly Json[]): Json
  /** What of an event's value is added. Throws a `Failure` where it is none that can be; `path` leads to it, if known. */
  take(value: Json, path?: readonly string[]): Json
  /** Throws a `Failure` where what `add` would be given can't be added to this accumulator any more. Changes nothing. */
  demand?(accumulator: Json, value: Json, second: Json): void
  /**
   * Takes in what one event gives, as `take` gave it, and where `each` is 2 a second one; `ordinal` is the event's place
   * among those that arrived. Never throws.
   */
  add(accumulator: Json, value: Json, second: Json, ordinal: number): void
  /** Is called when all values of an event were added: time to make room, as none of them can be in another's way now. */
  tidy?(accumulator: Json): void
  /** Whether an accumulator is as large for many values as for few. */
  readonly isSmall: boolean
  /**
   * Takes in what another accumulator holds, of events that are all later by time, though they may have come before. Never
   * throws, and leaves the other one as it is; the two share nothing afterwards.
   */
  merge(accumulator: Json, later: Json): void
  /** Undefined where there is nothing to tell, as of no values at all. */
  result(accumulator: Json): Json | undefined
}

interface Declared<Accumulator, Taken> {
  readonly name: string
  readonly summary: string
  readonly each?: 1 | 2
  readonly constants?: number
  start(constants: readonly Json[]): Accumulator
  demand?(accumulator: Accumulator, value: Taken, second: Taken): void
  add(accumulator: Accumulator, value: Taken, second: Taken, ordinal: number): void
  tidy?(accumulator: Accumulator): void
  readonly isSmall?: false
  merge(accumulator: Accumulator, later: Accumulator): void
  result(accumulator: Accumulator): Json | undefined
}

/*
 * What comes back to `add` and `result` is what `start` of the same aggregate has made, perhaps saved and read again;
 * what comes as a value is what `take` gave. Hence the casts.
 */

/** Declares an aggregate of numbers, with its own type of accumulator. */
export function aggregateOfNumbers<Accumulator extends object>(
  declared: Declared<Accumulator, number>,
): Aggregate {
  const take = (value: Json, path?: readonly string[]): number => {
    if (typeof value === 'number') {
      demandFinite(value) // a computed value can be infinite
      return value
    }
    throw notANumber(declared.name, value, path)
  }
  return {
    each: 1,
    constants: 0,
    takesNumbers: true,
    isSmall: true,
    take,
    ...declared,
  } as unknown as Aggregate
}

/** Devices often send numbers as texts. */
function notANumber(aggregate: string, value: Json, path: readonly string[] = []): Failure {
  const isNumeral = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
  const [names, last] = [path.slice(0, -1), path.at(-1)]
  const written = last === undefined ? '$number(...)' : `${[...names, `($number(${last}))`].join('.')}`
  return new Failure(
    'not-a-number',
    `$${aggregate}: expected numbers, got ${describe(value)}${path.length === 0 ? '' : ` of ${path.join('.')}`}` +
      (isNumeral ? `; ${written} makes a number of a text` : ''),
  )
}

/** Declares an aggregate of values of any kind. `take` gives what `add` is handed. */
export function aggregateOfValues<Accumulator extends object, Taken extends Json = Json>(
  declared: Declared<Accumulator, Taken> & { readonly take?: (value: Json) => Taken },
): Aggregate {
  const takesNumbers = declared.take === undefined
  return {
    each: 1,
    constants: 0,
    takesNumbers,
    isSmall: true,
    take: (value: Json) => value,
    ...declared,
  } as unknown as Aggregate
}
