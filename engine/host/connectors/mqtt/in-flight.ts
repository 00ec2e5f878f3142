import type { Connection } from './client/connection.ts'
import { type Acknowledgement, Damaged } from './client/packets.ts'
import { hasExpired, type OutgoingMessage } from './outgoing-message.ts'
import { Unacknowledged } from './own-end.ts'
import { writePublish } from './publish-packet.ts'

/** What became of a message: the broker has it, or has refused it with this reason code (MQTT 5), or it was let go here. */
export type Outcome = 'taken' | 'dropped' | number

/** A message that the broker has not acknowledged to the end. */
interface Sent {
  readonly message: OutgoingMessage
  /** QoS 2: the broker has it (PUBREC), and only its release is missing. */
  isTakenOver: boolean
}

/** What is sent again, one after the other. */
interface Resending {
  /** What is still to be sent, the next one last. */
  readonly ids: number[]
  /** The one that the broker is to acknowledge first. */
  awaited: number | undefined
  readonly sendNext: () => void
  patience: NodeJS.Timeout | undefined
}

const largestId = 65_535
/** The reason code for an id that is not known (MQTT 5, 3.6.2.1 and 3.7.2.1). */
const notFound = 0x92

/** So long a broker may take to acknowledge a message that is sent again, before which none else is sent, ms. */
export const resendPatience = 30_000

/** Reason codes from here on say no (MQTT 5, 2.4). */
const firstRefusal = 128

/**
 * Messages that the broker is to acknowledge (QoS 1 and 2) and has not yet. They outlive their connection and are sent again
 * by the next one: one after the other, so that one that the broker does not take can be told from the others.
 */
export class InFlight {
  private readonly settled: (message: OutgoingMessage, outcome: Outcome) => void
  private readonly unknown: () => void
  /** By their ids, in the order in which they were sent. */
  private readonly messages = new Map<number, Sent>()
  private lastId = 0
  private held = 0
  private resending: Resending | undefined

  /** `unknown` is called when something is acknowledged that is not under way. */
  constructor(settled: (message: OutgoingMessage, outcome: Outcome) => void, unknown: () => void) {
    this.settled = settled
    this.unknown = unknown
  }

  get size(): number {
    return this.messages.size
  }

  /** What they take in memory. */
  get bytes(): number {
    return this.held
  }

  /** How many of them are of QoS 2. */
  get exactlyOnce(): number {
    return this.entries().filter(([, { qos }]) => qos === 2).length
  }

  /** The id of the message that is sent again first. */
  get first(): number | undefined {
    return this.messages.keys().next().value
  }

  entries(): readonly (readonly [id: number, message: OutgoingMessage])[] {
    return [...this.messages].map(([id, { message }]) => [id, message])
  }

  publish(connection: Connection, message: OutgoingMessage, now: number): void {
    const { messages } = this
    do this.lastId = (this.lastId % largestId) + 1
    while (messages.has(this.lastId))
    messages.set(this.lastId, { message, isTakenOver: false })
    this.held += message.size
    writePublish(connection, message, now, this.lastId)
  }

  /** Throws `Damaged` where the broker acknowledges a message as it may not. */
  acknowledged(connection: Connection, { kind, id, reason }: Acknowledgement): void {
    const isRefused = reason >= firstRefusal
    const sent = this.messages.get(id)
    if (sent === undefined) {
      this.unknown()
      // The broker wants to be through with it.
      if (kind === 'pubrec' && !isRefused) connection.acknowledge('pubrel', id, notFound)
      if (kind === 'pubrel') connection.acknowledge('pubcomp', id, notFound)
      return
    }
    const { message, isTakenOver } = sent
    const isNext =
      message.qos === 1 ? kind === 'puback' : kind === 'pubrec' || (kind === 'pubcomp' && isTakenOver)
    if (!isNext) throw new Damaged(strayed(kind, sent))
    if (kind === 'pubrec' && !isRefused) {
      sent.isTakenOver = true
      connection.acknowledge('pubrel', id)
      return
    }
    this.settle(id, message, isRefused ? reason : 'taken')
  }

  /** Sends all again, each once the one before is acknowledged, and calls back when that is done. */
  sendAgain(connection: Connection, isRepeated: boolean, clock: () => number, done: () => void): void {
    const sendNext = (): void => {
      clearTimeout(resending.patience)
      for (let id = resending.ids.pop(); id !== undefined; id = resending.ids.pop()) {
        const sent = this.messages.get(id)
        if (sent === undefined) continue
        resending.awaited = id
        if (sent.isTakenOver) connection.acknowledge('pubrel', id)
        else writePublish(connection, sent.message, clock(), id, isRepeated)
        resending.patience = setTimeout(
          () => void connection.cut(new Unacknowledged(resendPatience)),
          resendPatience,
        )
        return
      }
      this.resending = undefined
      done()
    }
    const ids = [...this.messages.keys()].toReversed()
    const resending: Resending = { ids, awaited: undefined, sendNext, patience: undefined }
    this.resending = resending
    sendNext()
  }

  /** The connection is gone: nothing more goes out by it. */
  lost(): void {
    clearTimeout(this.resending?.patience)
    this.resending = undefined
  }

  /** Lets go of a message. */
  giveUp(id: number): void {
    const sent = this.messages.get(id)
    if (sent !== undefined) this.settle(id, sent.message, 'dropped')
  }

  /**
   * Takes out, in order, those that are not to be sent again as they are. Not those of QoS 2 that the broker has taken over,
   * of which only the release is missing.
   */
  takeBack(isFit: (message: OutgoingMessage) => boolean): readonly OutgoingMessage[] {
    const found: OutgoingMessage[] = []
    for (const [id, { message, isTakenOver }] of this.messages) {
      if (isTakenOver || isFit(message)) continue
      this.forget(id, message)
      found.push(message)
    }
    return found
  }

  /**
   * The broker says that it knows nothing of us. A message of QoS 2 that it had taken over it may not have passed on, so that
   * is sent again as a whole: a release alone the broker would answer though it has nothing to release. Gives how many there
   * are.
   */
  forgotten(now: number): number {
    let found = 0
    for (const sent of this.messages.values()) {
      if (!sent.isTakenOver || hasExpired(sent.message, now)) continue
      sent.isTakenOver = false
      found++
    }
    return found
  }

  /**
   * Lets go of what has expired. Never of a message of QoS 2, since the broker may have it and then takes the next one with
   * its id for a repetition; it is sent for a last second.
   */
  expire(now: number): void {
    for (const [id, { message }] of this.messages) {
      if (message.qos === 1 && hasExpired(message, now)) this.settle(id, message, 'dropped')
    }
  }

  private settle(id: number, message: OutgoingMessage, outcome: Outcome): void {
    this.forget(id, message)
    const isAwaited = this.resending?.awaited === id
    this.settled(message, outcome)
    if (isAwaited) this.resending?.sendNext()
  }

  private forget(id: number, message: OutgoingMessage): void {
    this.messages.delete(id)
    this.held -= message.size
  }
}

function strayed(kind: Acknowledgement['kind'], { message, isTakenOver }: Sent): string {
  const isEarly = kind === 'pubcomp' && message.qos === 2 && !isTakenOver
  return `a ${kind} for a message of QoS ${message.qos}${isEarly ? ' before its pubrec' : ''}`
}
