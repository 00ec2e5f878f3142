import type { JsonObject, Json } from '../../model/json.ts'
import type { Hooks } from '../../operator/operator.ts'
import { type Handles, log, map, record } from '../../operator/state.ts'
import type { HeldEvent } from '../held-event.ts'

/** An event that waits for those before it, with what its `lags` are to tell of it later. */
export interface WaitingRow {
  readonly event: HeldEvent
  readonly told: JsonObject
}

/** An event that has its place: none before it is expected any more. */
export interface Row {
  /** Which of its key it is, in order of time; the first has 1. */
  readonly number: number
  readonly event: HeldEvent
  /** What its result has beside the aggregates. */
  readonly placed: JsonObject
}

/** How far a key has got. */
export interface Progress {
  /** How many rows have had their place. */
  readonly rows: number
  /** The time of the last of them, and how its rows rank by time. */
  readonly time: number | null
  readonly rank: number
  readonly denseRank: number
  /** The position of the last row that has its result. */
  readonly told: number | null
}

/**
 * What a key has in an `over` node. A position is a row's number in a frame of rows, and its time in one of a span of
 * time; logs by position have it where their time is.
 */
export const overState = {
  waiting: log<WaitingRow>(),
  /** By position: rows that wait for their result, and those that a frame may still need. */
  kept: log<Row>(),
  /** By number: what `lags` may still ask for. */
  lagged: log<JsonObject>(),
  progress: record<Progress>(),
  /** What all rows so far come to, where a frame has no beginning. */
  running: record<Json>(),
  /** What rows of some positions come to, and what was merged of that. */
  panes: map<number, Json>(),
  nodes: map<string, Json>(),
}

export type OverState = Handles<typeof overState>
export type OverPort = 'out' | 'late'
export type OverHooks = Hooks<'in', OverPort, typeof overState>

export const atFirst: Progress = { rows: 0, time: null, rank: 0, denseRank: 0, told: null }
