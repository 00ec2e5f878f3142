import type { Json } from '../../model/json.ts'

/**
 * A summary of a window that is kept as its events come. An accumulator is plain data and is replaced, not changed, so
 * that it can be saved, and put back when a hook fails.
 */
export interface Aggregate<Accumulator extends Json = Json> {
  readonly name: string
  readonly summary: string
  readonly start: Accumulator
  /** Takes in one value of one event; throws a `Failure` where it is none that it can take. */
  add(accumulator: Accumulator, value: Json, time: number): Accumulator
  /** Undefined where there is nothing to tell, as of no values at all. */
  result(accumulator: Accumulator): Json | undefined
}
