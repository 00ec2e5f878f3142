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
  /** What of an event's value is added. Throws a `Failure` where it is none that can be. */
  take(value: Json): Json
  /** Throws a `Failure` where what `add` would be given can't be added to this accumulator any more. Changes nothing. */
  demand?(accumulator: Json, value: Json, second: Json): void
  /** Takes in what one event gives, as `take` gave it, and where `each` is 2 a second one. Never throws. */
  add(accumulator: Json, value: Json, second: Json): void
  /** Is called when all values of an event were added: time to make room, as none of them can be in another's way now. */
  tidy?(accumulator: Json): void
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
  add(accumulator: Accumulator, value: Taken, second: Taken): void
  tidy?(accumulator: Accumulator): void
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
  const take = (value: Json): number => {
    if (typeof value === 'number') {
      demandFinite(value) // a computed value can be infinite
      return value
    }
    throw new Failure('not-a-number', `$${declared.name}: expected numbers, got ${describe(value)}`)
  }
  return { each: 1, constants: 0, takesNumbers: true, take, ...declared } as unknown as Aggregate
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
    take: (value: Json) => value,
    ...declared,
  } as unknown as Aggregate
}
