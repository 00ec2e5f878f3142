import type { Key } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'

/**
 * What reaches a flow from outside, in the one order in which it came. `at` is the wall instant of its arrival (ms
 * since the epoch); an instant earlier than one already seen counts as that one. Without it, as in a recording that
 * does not tell, something arrives when it happened: at the greatest time so far.
 */
export type Arrival =
  | EventArrival
  | FailedArrival
  | AnswerArrival
  | WatermarkArrival
  | WallArrival
  | ResumeArrival

/** Something a source received: decoded, not yet an event. `time`, where there, overrides the source's own time setting. */
export interface EventArrival {
  readonly kind: 'event'
  readonly node: string
  readonly at?: number
  readonly payload: Json
  readonly topic?: string
  readonly time?: number
  readonly properties?: JsonObject
}

/** Something a source received that could not be decoded; it becomes a dead letter with what could be kept of it. */
export interface FailedArrival {
  readonly kind: 'failed'
  readonly node: string
  readonly at?: number
  readonly payload: Json
  readonly topic?: string
  readonly problem: { readonly code: string; readonly message: string }
}

/** The answer to a question that a node has asked (`ask`), or why there is none. */
export interface AnswerArrival {
  readonly kind: 'answer'
  readonly node: string
  readonly at?: number
  /** The key that was at hand when it was asked. */
  readonly key: Key
  readonly question: string
  readonly payload: Json
  readonly problem?: { readonly code: string; readonly message: string }
}

/**
 * A promise from outside that this source expects no event with a time at or below this one (for this key). Infinity
 * says that it has ended: its time goes on at once as far as results wait for it, and holds no other source back.
 */
export interface WatermarkArrival {
  readonly kind: 'watermark'
  readonly node: string
  readonly at?: number
  readonly watermark: number
  readonly key?: Key
}

/** Only the wall has moved on. */
export interface WallArrival {
  readonly kind: 'wall'
  readonly at: number
}

/**
 * The flow goes on after it was away: the wall stands at `at` at once, and what fell due meanwhile happens now, each
 * timer once. (When only the wall moves on, everything happens at its own instant.)
 */
export interface ResumeArrival {
  readonly kind: 'resume'
  readonly at: number
}
