import type { Event } from './event.ts'

/**
 * An event that a node could not handle, with the reason. It leaves by the node's `error` port, or, where that is not
 * wired, goes into the flow's list of dead letters. `at` is the wall instant (ms since the epoch) of the attempt.
 */
export interface DeadLetter {
  readonly flow: string
  readonly node: string
  readonly port: string
  readonly event: Event
  readonly problem: { readonly code: string; readonly message: string }
  readonly at: number
}
