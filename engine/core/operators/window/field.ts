import type { CompiledExpression } from '../../expression/compile.ts'
import type { AggregateCall } from '../../expression/aggregates/split-aggregates.ts'
import type { Json } from '../../model/json.ts'
import type { Aggregate } from './aggregate.ts'

/** One aggregate as it was read: kept up event by event, or computed from all events at the end. */
export type Field =
  | {
      readonly name: string
      readonly calls: readonly Call[]
      readonly names: readonly string[]
      readonly rest: CompiledExpression
      readonly isCall: boolean
    }
  | { readonly name: string; readonly whole: CompiledExpression; readonly reason: string }

export interface Call extends AggregateCall {
  readonly aggregate: Aggregate
  /** The path of what it sums up, if that is known. */
  readonly path: readonly string[] | undefined
}

/** The accumulator of a call, with nothing in it. */
export const startOf = ({ aggregate, constants }: Call): Json => aggregate.start(constants as readonly Json[]) // an expression's results are JSON
