import { Failure } from '../../model/failure.ts'
import { describe, type Json } from '../../model/json.ts'

/**
 * A summary of a window's events that is kept as they come. An accumulator is plain JSON and is replaced, not changed,
 * so that it can be saved, and put back when a hook fails; adding to it copies no more than a small part.
 *
 * In an expression it is a function: `$average(payload.c)`. `each` of its arguments are evaluated for every event, the
 * others are constants.
 */
export interface Aggregate {
  readonly name: string
  readonly summary: string
  readonly each: 1 | 2
  readonly constants: number
  start(constants: readonly Json[]): Json
  /**
   * Takes in what one event gives: a value, and where `each` is 2 a second one. Throws a `Failure` where it is none
   * that it can take.
   */
  add(accumulator: Json, value: Json, second: Json): Json
  /** Undefined where there is nothing to tell, as of no values at all. */
  result(accumulator: Json): Json | undefined
}

/**
 * Declares an aggregate with its own type of accumulator. What comes back to `add` and `result` is what `start` or
 * `add` of the same aggregate has made, perhaps saved and read again.
 */
export function defineAggregate<Accumulator extends Json>(aggregate: {
  readonly name: string
  readonly summary: string
  readonly each?: 1 | 2
  readonly constants?: number
  start(constants: readonly Json[]): Accumulator
  add(accumulator: Accumulator, value: Json, second: Json): Accumulator
  result(accumulator: Accumulator): Json | undefined
}): Aggregate {
  return { each: 1, constants: 0, ...aggregate } as unknown as Aggregate
}

export function numberOf(name: string, value: Json): number {
  if (typeof value === 'number') return value
  throw new Failure('not-a-number', `$${name}: expected numbers, got ${describe(value)}`)
}
