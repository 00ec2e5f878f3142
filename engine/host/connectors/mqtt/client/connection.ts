import type { Duplex } from 'node:stream'
import {
  generate,
  type IConnackPacket,
  type IConnectPacket,
  type ISubscribePacket,
  type IUnsubscribePacket,
  type Packet,
} from 'mqtt-packet'
import type { BrokerSettings } from '../broker-settings.ts'
import { Keepalive } from './keepalive.ts'
import { openStream } from './open-stream.ts'
import { PacketReader } from './packet-reader.ts'
import { PacketWriter } from './packet-writer.ts'
import {
  type Acknowledgement,
  Damaged,
  type Level,
  type Other,
  type Publish,
  type Received,
} from './packets.ts'
import { Requests } from './requests.ts'

export interface ConnectionPlan {
  readonly broker: BrokerSettings
  readonly clientId: string
  readonly level: Level
  /** Whatever the broker still knows of us it forgets. */
  readonly clean: boolean
  /** How long the broker keeps the session without us, s (MQTT 5). */
  readonly sessionExpiry: number
  /** So many messages may be unacknowledged on their way to us (MQTT 5). */
  readonly receiveMaximum: number
}

/** What a broker says when it lets us in. */
export interface BrokerAnswer {
  /** It still knows what it knew when the last connection was lost. */
  readonly sessionPresent: boolean
  /** How large a packet it takes, in bytes, if it says so. */
  readonly maximumPacketSize: number | undefined
  /** The highest quality of service it takes, and whether it keeps messages for later, if it says so. */
  readonly maximumQos: number | undefined
  readonly retainAvailable: boolean | undefined
  /** How many messages may be unacknowledged on their way to it, if it says so. */
  readonly receiveMaximum: number | undefined
  /** Subscriptions can have numbers. */
  readonly numbersSubscriptions: boolean
}

export interface ConnectionEvents {
  accepted(answer: BrokerAnswer): void
  message(message: Publish): void
  acknowledged(acknowledgement: Acknowledgement): void
  /** The broker says that it ends the connection, and why (MQTT 5). */
  sentAway(reason: number): void
  /** It takes more again. */
  drained(): void
  /** All that was written has left this process. */
  flushed(): void
  /** It is over, once, whatever happened; the error says why, where there was one. */
  ended(error: Error | undefined): void
}

/** The broker says no (CONNACK); `code` is of MQTT 3.1.1 or 5. */
export class Refused extends Error {
  readonly code: number

  constructor(code: number) {
    super(`refused with code ${code}`)
    this.code = code
  }
}

/** The other side does not say what it should have said by now. */
export class Silent extends Error {
  readonly before: 'connack' | 'pingresp'

  constructor(before: 'connack' | 'pingresp') {
    super(`no ${before}`)
    this.before = before
  }
}

/** How long it may take until we are let in, ms. */
const patience = 10_000

/** So long, ms, a broker may take to let go of us once we have said that we leave. */
const farewell = 500

/** One connection to a broker, from the first byte to the last (MQTT 3.1.1 and 5). It knows nothing of sessions. */
export class Connection {
  readonly writer: PacketWriter
  private readonly stream: Duplex
  private readonly reader: PacketReader
  private readonly plan: ConnectionPlan
  private readonly events: ConnectionEvents
  private readonly requests: Requests
  private readonly keepalive: Keepalive
  private readonly timer: NodeJS.Timeout
  private state: 'opening' | 'asking' | 'up' | 'leaving' | 'over' = 'opening'
  private cause: Error | undefined

  constructor(plan: ConnectionPlan, events: ConnectionEvents) {
    this.plan = plan
    this.events = events
    this.reader = new PacketReader(plan.broker.largestMessage, (packet) => this.receive(packet))
    this.reader.level = plan.level
    this.stream = openStream(plan.broker, {
      open: () => {
        this.state = 'asking'
        this.send(connectPacket(plan))
      },
      read: (bytes) => this.read(() => this.reader.read(bytes)),
    })
    this.writer = new PacketWriter(this.stream, () => events.flushed())
    this.requests = new Requests((packet) => this.send(packet))
    this.keepalive = new Keepalive(
      () => this.send({ cmd: 'pingreq' }),
      () => this.cut(new Silent('pingresp')),
    )
    this.timer = setTimeout(() => this.giveUp(), patience)
    this.stream.on('error', (error) => (this.cause ??= error))
    this.stream.on('drain', () => events.drained())
    // A broker that ends its half has said all it had to say.
    this.stream.on('end', () => this.stream.destroy())
    this.stream.on('close', () => this.over())
  }

  /** We have been let in, and it is not over. */
  get isUp(): boolean {
    return this.state === 'up'
  }

  get level(): Level {
    return this.plan.level
  }

  /** It takes messages now. */
  get isWritable(): boolean {
    return this.isUp && this.stream.writable && !this.stream.writableNeedDrain
  }

  get needsDrain(): boolean {
    return this.stream.writableNeedDrain
  }

  acknowledge(kind: Acknowledgement['kind'], id: number): void {
    const { writer } = this
    const at = writer.reserve(4)
    const { bytes } = writer
    bytes[at] = firstOf[kind]
    bytes[at + 1] = 2
    bytes[at + 2] = id >> 8
    bytes[at + 3] = id & 0xff
    writer.commit(at + 4)
    this.keepalive.sent()
  }

  /** Something was written to its `writer`. */
  wrote(): void {
    this.keepalive.sent()
  }

  /** The reason codes by which the broker answers, one for each topic; undefined where the connection is lost before. */
  request(
    packet: Omit<ISubscribePacket, 'messageId'> | Omit<IUnsubscribePacket, 'messageId'>,
  ): Promise<readonly number[] | undefined> {
    return this.requests.ask(packet)
  }

  /**
   * Hands on nothing more after the message at hand, and reads nothing. What is not read can't answer pings either, so they
   * are not judged.
   */
  pause(): void {
    this.reader.pause()
    this.stream.pause()
    this.keepalive.isJudged = false
  }

  resume(): void {
    if (!this.reader.isPaused) return
    this.keepalive.isJudged = true
    this.read(() => this.reader.resume())
    // It may have been paused again.
    if (!this.reader.isPaused) this.stream.resume()
  }

  /** Says goodbye and ends; the broker forgets the session where `forget` says so (MQTT 5). Resolves when it is over. */
  leave(forget: boolean): Promise<void> {
    // Asked again: it is on its way, and what it has said last is still to be read.
    if (this.state === 'leaving') return this.untilOver(farewell)
    if (!this.isUp) return this.cut()
    const { level } = this.plan
    this.send({
      cmd: 'disconnect',
      ...(level === 5 && forget ? { properties: { sessionExpiryInterval: 0 } } : {}),
    })
    this.writer.flush()
    this.state = 'leaving'
    this.stream.end()
    // Whatever it still has to say is of no interest, but its end is.
    this.stream.resume()
    return this.untilOver(farewell)
  }

  /** Ends it without a word. Resolves when it is over. */
  cut(cause?: Error): Promise<void> {
    this.cause ??= cause
    // What was acknowledged is done: as far as the socket takes it at once, the other side shall know.
    if (this.state === 'up') this.writer.flush()
    if (this.state !== 'over') this.state = 'leaving'
    this.stream.destroy()
    return this.untilOver(farewell)
  }

  private send(packet: Packet): void {
    if (this.state === 'over') return
    this.writer.write(generate(packet, { protocolVersion: this.plan.level }))
    this.keepalive.sent()
  }

  private read(by: () => void): void {
    this.keepalive.heard()
    try {
      by()
    } catch (error) {
      void this.cut(error instanceof Error ? error : new Error(String(error)))
    }
  }

  private receive(packet: Received): void {
    if (this.state === 'leaving' || this.state === 'over') return
    if (packet.kind === 'other') this.receiveOther(packet.packet)
    else if (this.state !== 'up') throw new Damaged(`a ${packet.kind} before a connack`)
    else if (packet.kind === 'publish') this.events.message(packet)
    else if (packet.kind !== 'pingresp') this.events.acknowledged(packet)
  }

  private receiveOther(packet: Other['packet']): void {
    if (packet.cmd === 'connack' && this.state === 'asking') this.letIn(packet)
    else if (packet.cmd === 'disconnect') this.events.sentAway(packet.reasonCode ?? 0)
    else if (packet.cmd === 'suback' || packet.cmd === 'unsuback') this.requests.answer(packet)
    else throw new Damaged(`an unexpected ${packet.cmd}`)
  }

  private letIn(packet: IConnackPacket): void {
    clearTimeout(this.timer)
    const code = packet.reasonCode ?? packet.returnCode ?? 0
    if (code !== 0) throw new Refused(code)
    this.state = 'up'
    const { properties, sessionPresent } = packet
    this.keepalive.start(properties?.serverKeepAlive ?? this.plan.broker.keepalive)
    this.events.accepted({
      sessionPresent,
      maximumPacketSize: properties?.maximumPacketSize,
      maximumQos: properties?.maximumQoS,
      retainAvailable: properties?.retainAvailable,
      receiveMaximum: properties?.receiveMaximum,
      numbersSubscriptions: this.plan.level === 5 && properties?.subscriptionIdentifiersAvailable !== false,
    })
  }

  private giveUp(): void {
    const unreached = Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' })
    void this.cut(this.state === 'asking' ? new Silent('connack') : unreached)
  }

  private untilOver(within: number): Promise<void> {
    if (this.state === 'over') return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.stream.destroy(), within)
      this.stream.once('close', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  private over(): void {
    if (this.state === 'over') return
    this.state = 'over'
    clearTimeout(this.timer)
    this.keepalive.stop()
    this.requests.lost()
    this.events.ended(this.cause)
  }
}

const firstOf = { puback: 0x40, pubrec: 0x50, pubrel: 0x62, pubcomp: 0x70 } as const

function connectPacket({
  broker,
  clientId,
  level,
  clean,
  sessionExpiry,
  receiveMaximum,
}: ConnectionPlan): IConnectPacket {
  const { username, password, keepalive } = broker
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: level,
    clientId,
    clean,
    keepalive,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: Buffer.from(password) }),
    ...(level === 5 ? { properties: { sessionExpiryInterval: sessionExpiry, receiveMaximum } } : {}),
  }
}
