import type { Event } from '../model/event.ts'

/** An event that waits; the ordinal tells in which order they came. */
export interface Ahead {
  readonly ordinal: number
  readonly event: Event
  /** By which input it came, where there are several. */
  readonly input?: string
}
