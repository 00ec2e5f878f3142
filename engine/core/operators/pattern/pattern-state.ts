import type { Event } from '../../model/event.ts'
import { type Handles, map, record } from '../../operator/state.ts'
import { waitingState } from '../in-time-order.ts'
import type { Attempt } from './attempt.ts'

/** A match that was found; with a rule for skipping it may wait for attempts that began before it. */
export interface Match {
  /** The numbers of its events, in order. */
  readonly events: readonly number[]
  /** How many of them each step has. */
  readonly counts: readonly number[]
  /** The number of the moment that completed it. */
  readonly completed: number
}

/** What else is known of a key. */
export interface Progress {
  /** The numbers that the next event, attempt, match and moment have. */
  readonly event: number
  readonly attempt: number
  readonly match: number
  readonly moment: number
  /** The greatest time seen, ms. */
  readonly time: number
  /** When something happens by time alone, ms. */
  readonly due: number | null
  /** How many events are held before those that nothing refers to any more are looked for. */
  readonly room: number
  /** Of a pattern that begins with quiet: what has been quiet for long enough, and what is not yet. */
  readonly quiet: Attempt | null
  readonly quieting: Attempt | null
}

export const beforeAnything: Progress = {
  event: 0,
  attempt: 0,
  match: 0,
  moment: 0,
  time: Number.MIN_SAFE_INTEGER,
  due: null,
  room: 64,
  quiet: null,
  quieting: null,
}

export const patternState = {
  ...waitingState,
  /** Events that attempts and matches refer to, by number. */
  held: map<number, Event>(),
  attempts: map<number, Attempt>(),
  /** Matches that wait for attempts that began before them. */
  found: map<number, Match>(),
  progress: record<Progress>(),
}

export type State = Handles<typeof patternState>
