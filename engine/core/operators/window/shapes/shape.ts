import type { Event } from '../../../model/event.ts'
import type { Json } from '../../../model/json.ts'
import type { Hooks } from '../../../operator/operator.ts'
import { type Handles, log, map, record } from '../../../operator/state.ts'
import { waitingState } from '../../in-time-order.ts'
import type { Summary } from '../summary.ts'

/** A collected event; the ordinal tells in which order they came. */
export interface Row {
  readonly ordinal: number
  readonly event: Event
}

/** What a window that has a beginning and no end yet holds, or one that may still change. */
export interface Span {
  readonly start: number
  /** Behind the last instant. */
  readonly end: number
  readonly held: Json
  /** The end for which it last gave a result; null where it has not given one. */
  readonly told: number | null
}

/** Where windows by time, which fire one after the other, have got to. */
export interface Progress {
  /** The window that fires next. */
  readonly next: number | null
  /** The oldest pane that is kept for late events. */
  readonly oldest: number | null
  /** The end of the last window with events in it that has fired, ms; null before the first. */
  readonly filled: number | null
  /** The first and the last of the windows that have changed since early results were last given. */
  readonly changed: readonly [first: number, last: number] | null
}

/** What a key has in a window node, whatever its shape. */
export const windowState = {
  panes: map<number, Json>(),
  /** What was merged of several panes. */
  nodes: map<string, Json>(),
  /** Collected events, by time. */
  rows: log<Row>(),
  progress: record<Progress>(),
  /** Sessions by their start. */
  spans: map<number, Span>(),
  /** The window of a state that is open. */
  open: record<Span>(),
  /** When sessions next tell what they hold so far, ms of the wall. */
  early: record<number>(),
  ...waitingState,
  /** How many events have come. */
  arrived: record<number>(),
}

export type WindowState = Handles<typeof windowState>
export type WindowPort = 'out' | 'early' | 'late' | 'update'
export type WindowHooks = Hooks<'in', WindowPort, typeof windowState>

/** What windows of every shape are made with. */
export interface Common {
  readonly summary: Summary
  /** How many events of a key are collected at most, where an aggregate needs them all. */
  readonly maxEvents: number
  /** How long after its end a window takes late events in, ms. */
  readonly lateness: number
  /** Whether a correction has just what is new in it. */
  readonly tellsNew: boolean
  /** How often a result is given before the end, ms of the wall. */
  readonly early: number | undefined
}
