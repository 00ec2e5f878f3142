import type { AnswerArrival, EventArrival, FailedArrival } from '../../core/operator/arrival.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'

/** What does the I/O for some types of nodes. For each running flow it is opened anew. */
export interface Connector {
  /** The types of the nodes it serves. */
  readonly types: readonly string[]
  /** Begins to work; it may already receive before this returns. Throws a `Failure` where settings cannot be used. */
  open(nodes: readonly ServedNode[], flow: FlowSide): OpenConnector
}

/** A node that a connector serves, with the values of its settings. */
export interface ServedNode {
  readonly id: string
  readonly type: string
  readonly values: Readonly<Record<string, unknown>>
}

/** What a running flow is to its connectors. */
export interface FlowSide {
  /** The flow's id. */
  readonly flow: string
  /** The wall, ms since the epoch; it never goes back. */
  now(): number
  /** Something came for a source, or in answer to a question; `bytes` is about what it takes in memory. */
  receive(arrival: EventArrival | FailedArrival | AnswerArrival, bytes: number): void
  /** True: what comes now is not to be read, since too much waits already. */
  isFull(): boolean
  /** Calls back, once, when there is room again. */
  whenRoom(callback: () => void): void
  /** To be called when a connector that was full has room again. */
  hasRoom(): void
  /** This source has given all it has. */
  finished(node: string): void
  /** Something changed that a person may want to know. */
  tell(news: News): void
  /** Counts something worth a number, by name. */
  count(what: string): void
  /** Counts a message that was to be sent and never will be, by name; the flow then ends as one that has lost something. */
  lose(what: string): void
}

/** What a connector tells: once for each change, not for each attempt. */
export interface News {
  readonly level: 'info' | 'warning' | 'error'
  readonly message: string
}

export interface OpenConnector {
  /** Resolves when everything it serves is up for the first time; it never rejects. */
  readonly ready: Promise<void>
  /**
   * Sends what a node it serves has handed out, now or as soon as it can, in order. What has the name of a question
   * (`delivery.question`) is answered with an `AnswerArrival` of the same node, key and name, once, whatever happens.
   */
  send(outgoing: Outgoing): void
  /** True: so much waits to be sent that the flow should not take in more. */
  isFull(): boolean
  /** True: nothing of what waits can be sent just now, as while a broker is away. Left out: that can always be. */
  isStuck?(): boolean
  /** How many messages are not sent, or not acknowledged, yet. Left out: none ever has to wait. */
  waiting?(): number
  /** Takes in nothing more. */
  stopReading(): void
  /**
   * Sends what waits, for at most so many ms, and lets go of everything. Resolves with how much was not sent. May be
   * called again, with less patience: all calls then resolve the sooner, with the same number.
   */
  close(patience: number): Promise<number>
}
