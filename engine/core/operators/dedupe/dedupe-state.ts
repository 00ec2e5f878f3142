import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Hooks } from '../../operator/operator.ts'
import { type Handles, log, map, record } from '../../operator/state.ts'
import type { HeldEvent } from '../held-event.ts'

interface Waiting {
  readonly name: string
  readonly event: HeldEvent
}

/** The one event that is kept of an identity in a pane. */
export interface Kept {
  readonly ordinal: number
  readonly event: HeldEvent
  /** Whether it was the result of a window already; where windows overlap it may be that of others yet. */
  readonly isGiven: boolean
}

/** What a key has in this node; identities go by their texts, which are JSON. */
export const dedupeState = {
  /** The times of the events that went out, by their identity. */
  seen: map<string, readonly number[]>(),
  waiting: log<Waiting>(),
  /** The time of the newest event so far, by its identity. */
  newest: map<string, number>(),
  /** By pane and identity. */
  kept: map<string, Kept>(),
  /** By pane: the identities of which it has an event, in the order in which they came. */
  identities: log<string>(),
  /** The window that is given next. */
  next: record<number>(),
}

export type DedupeState = Handles<typeof dedupeState>
export type DedupePort = 'out' | 'rest' | 'late'
export type DedupeHooks = Hooks<'in', DedupePort, typeof dedupeState>

/** What is made with all settings of this operator. */
export interface Common {
  /** Throws a `Failure` where an event has none. */
  identityOf(event: Event): string
  /** How much is remembered of a key at most. */
  readonly most: number
}

export const tooMany = (most: number): Failure =>
  new Failure('too-many-ids', `this node remembers ${most} identities of a key at most (setting most)`)
