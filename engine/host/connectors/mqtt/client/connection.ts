import type { Duplex } from 'node:stream'
import { generate, type IConnackPacket, type Packet } from 'mqtt-packet'
import { answerOf, type BrokerAnswer } from './broker-answer.ts'
import { type ConnectionPlan, connectPacket } from './connect-packet.ts'
import { Refused, Silent } from './ends.ts'
import { Intake } from './intake.ts'
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
import { type Request, Requests } from './requests.ts'

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

/** How long it may take until we are let in, ms. */
const patience = 10_000

/** So long, ms, a broker may take to let go of us once we have said that we leave. */
const farewell = 500

/** A broker that has so many bytes of answers still to take gets to send nothing more: it would be without bound. */
const mostAnswers = 1024 * 1024

/** One connection to a broker, from the first byte to the last (MQTT 3.1.1 and 5). It knows nothing of sessions. */
export class Connection {
  /** What is to be sent is put there. */
  readonly writer: PacketWriter
  private readonly stream: Duplex
  private readonly intake: Intake
  private readonly plan: ConnectionPlan
  private readonly events: ConnectionEvents
  private readonly requests: Requests
  private readonly keepalive: Keepalive
  private readonly timer: NodeJS.Timeout
  private state: 'opening' | 'shaking' | 'asking' | 'up' | 'leaving' | 'over' = 'opening'
  private cause: Error | undefined

  constructor(plan: ConnectionPlan, events: ConnectionEvents) {
    this.plan = plan
    this.events = events
    this.stream = openStream(plan.broker, {
      reached: () => {
        this.state = 'shaking'
      },
      open: () => {
        this.state = 'asking'
        this.send(connectPacket(plan))
      },
      read: (bytes) => this.intake.read(bytes),
    })
    this.writer = new PacketWriter(
      this.stream,
      () => this.keepalive.sent(),
      () => this.taken(),
      () => events.flushed(),
    )
    this.requests = new Requests(plan.level, (packet) => this.send(packet))
    this.keepalive = new Keepalive(
      () => this.send({ cmd: 'pingreq' }),
      () => this.cut(new Silent('pingresp')),
    )
    const { level, broker } = plan
    const reader = new PacketReader(level, broker.largestMessage, (packet) => this.receive(packet))
    this.intake = new Intake(this.stream, reader, this.keepalive, (error) => void this.cut(error))
    this.timer = setTimeout(() => this.giveUp(), patience)
    this.stream.on('error', (error) => (this.cause ??= error))
    this.stream.on('drain', () => this.drained())
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

  /** Nothing is read, since who takes the messages is full. */
  get isPaused(): boolean {
    return this.intake.isHeld('messages')
  }

  /** `reason`: not told with MQTT 3.1.1. */
  acknowledge(kind: Acknowledgement['kind'], id: number, reason = 0): void {
    // While a message was handed on it may have ended.
    if (!this.isUp) return
    const { writer } = this
    const length = reason === 0 || this.level !== 5 ? 2 : 3
    const at = writer.reserve(2 + length)
    const { bytes } = writer
    bytes[at] = firstOf[kind]
    bytes[at + 1] = length
    bytes[at + 2] = id >> 8
    bytes[at + 3] = id & 0xff
    if (length > 2) bytes[at + 4] = reason
    writer.commit(at + 2 + length)
    if (this.stream.writableLength > mostAnswers) this.intake.hold('answers')
  }

  /** The reason codes by which the broker answers, one for each topic; undefined where the connection is lost before. */
  request(request: Request): Promise<readonly number[] | undefined> {
    return this.requests.ask(request)
  }

  /**
   * Hands on nothing more after the message at hand, and reads nothing. What is not read can't answer pings either, so they
   * are not judged.
   */
  pause(): void {
    this.intake.hold('messages')
  }

  resume(): void {
    this.intake.release('messages')
  }

  /** Says goodbye and ends; the broker forgets the session where `forget` says so (MQTT 5). Resolves when it is over. */
  leave(forget: boolean): Promise<void> {
    // Asked again: it is on its way, and what it has said last is still to be read.
    if (this.state === 'leaving') return this.untilOver()
    if (!this.isUp) return this.cut()
    const { level } = this.plan
    this.send({
      cmd: 'disconnect',
      ...(level === 5 && forget ? { properties: { sessionExpiryInterval: 0 } } : {}),
    })
    this.writer.flush()
    this.state = 'leaving'
    this.stream.end()
    this.intake.close()
    return this.untilOver()
  }

  /** Ends it without a word. Resolves when it is over. */
  cut(cause?: Error): Promise<void> {
    this.cause ??= cause
    // What was acknowledged is done: as far as the socket takes it at once, the other side shall know.
    if (this.state === 'up') this.writer.flush()
    if (this.state !== 'over') this.state = 'leaving'
    this.stream.destroy()
    return this.untilOver()
  }

  private send(packet: Packet): void {
    if (this.state === 'over') return
    this.writer.write(generate(packet, { protocolVersion: this.plan.level }))
  }

  private receive(packet: Received): void {
    if (this.state === 'leaving' || this.state === 'over') return
    this.keepalive.heard()
    if (packet.kind === 'other') this.receiveOther(packet.packet)
    else if (this.state !== 'up') throw new Damaged(`a ${packet.kind} before a connack`)
    else if (packet.kind === 'publish') this.events.message(packet)
    else if (packet.kind !== 'pingresp') this.events.acknowledged(packet)
  }

  private receiveOther(packet: Other['packet']): void {
    if (packet.cmd === 'connack' && this.state === 'asking') this.letIn(packet)
    else if (packet.cmd === 'disconnect') this.sentAway(packet.reasonCode ?? 0)
    else if (packet.cmd === 'suback' || packet.cmd === 'unsuback') this.requests.answer(packet)
    else throw new Damaged(`an unexpected ${packet.cmd}`)
  }

  private letIn(packet: IConnackPacket): void {
    clearTimeout(this.timer)
    const code = packet.reasonCode ?? packet.returnCode ?? 0
    if (code !== 0) throw new Refused(code)
    this.state = 'up'
    const answer = answerOf(packet, this.plan)
    this.keepalive.start(answer.keepalive)
    this.requests.limit(answer.maximumPacketSize)
    this.events.accepted(answer)
  }

  /** The broker takes nothing more, though some leave it to us to close. */
  private sentAway(reason: number): void {
    this.events.sentAway(reason)
    void this.cut()
  }

  /** Where nothing is read since our answers wait, that some of them are taken is the only sign of life. */
  private taken(): void {
    if (this.intake.isHeld('answers')) this.keepalive.heard()
  }

  private drained(): void {
    this.intake.release('answers')
    this.events.drained()
  }

  private giveUp(): void {
    const unreached = Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' })
    if (this.state === 'opening') void this.cut(unreached)
    else void this.cut(new Silent(this.state === 'shaking' ? 'handshake' : 'connack'))
  }

  private untilOver(): Promise<void> {
    if (this.state === 'over') return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.stream.destroy(), farewell)
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
