import type { Connection } from './client/connection.ts'
import { type Acknowledgement, Damaged } from './client/packets.ts'
import { hasExpired, type OutgoingMessage } from './outgoing-message.ts'
import { writePublish } from './publish-packet.ts'

/** What became of a message: the broker has it, or has refused it with this reason code (MQTT 5), or it was let go here. */
export type Outcome = 'taken' | 'dropped' | number

/** A message that the broker has not acknowledged to the end. */
interface Sent {
  readonly message: OutgoingMessage
  /** QoS 2: the broker has it (PUBREC), and only its release is missing. */
  isTakenOver: boolean
}

const largestId = 65_535
/** Reason codes from here on say no (MQTT 5, 2.4). */
const firstRefusal = 128

/**
 * Messages that the broker is to acknowledge (QoS 1 and 2) and has not yet. They outlive their connection and are sent again
 * by the next one: one after the other, so that one that the broker does not take can be told from the others.
 */
export class InFlight {
  private readonly settled: (message: OutgoingMessage, outcome: Outcome) => void
  /** By their ids, in the order in which they were sent. */
  private readonly messages = new Map<number, Sent>()
  private lastId = 0
  private held = 0
  /** What is still to be sent again, and the one that the broker is to acknowledge first. */
  private again: number[] = []
  private awaited: number | undefined
  private sendNext = (): void => {}

  constructor(settled: (message: OutgoingMessage, outcome: Outcome) => void) {
    this.settled = settled
  }

  get size(): number {
    return this.messages.size
  }

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
    this.held += message.bytes
    writePublish(connection, message, now, this.lastId)
  }

  acknowledged(connection: Connection, { kind, id, reason }: Acknowledgement): void {
    const sent = this.messages.get(id)
    if (sent === undefined) {
      // The broker wants to be through with it.
      if (kind === 'pubrec') connection.acknowledge('pubrel', id)
      return
    }
    const { qos } = sent.message
    if ((kind === 'puback') !== (qos === 1)) throw new Damaged(`a ${kind} for a message of QoS ${qos}`)
    const isRefused = reason >= firstRefusal
    if (kind === 'pubrec' && !isRefused) {
      sent.isTakenOver = true
      connection.acknowledge('pubrel', id)
      return
    }
    this.settle(id, sent.message, isRefused ? reason : 'taken')
  }

  /** Sends all again, each once the one before is acknowledged, and calls back when that is done. */
  sendAgain(connection: Connection, isRepeated: boolean, clock: () => number, done: () => void): void {
    this.again = [...this.messages.keys()].toReversed()
    this.sendNext = () => {
      for (let id = this.again.pop(); id !== undefined; id = this.again.pop()) {
        const sent = this.messages.get(id)
        if (sent === undefined) continue
        this.awaited = id
        if (sent.isTakenOver) connection.acknowledge('pubrel', id)
        else writePublish(connection, sent.message, clock(), id, isRepeated)
        return
      }
      this.lost()
      done()
    }
    this.sendNext()
  }

  /** The connection is gone: nothing more goes out by it. */
  lost(): void {
    this.again = []
    this.awaited = undefined
    this.sendNext = () => {}
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
    const isAwaited = this.awaited === id
    this.settled(message, outcome)
    if (isAwaited) this.sendNext()
  }

  private forget(id: number, message: OutgoingMessage): void {
    this.messages.delete(id)
    this.held -= message.bytes
  }
}
