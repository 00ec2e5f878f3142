import {
  generate,
  type ISubackPacket,
  type ISubscribePacket,
  type IUnsubackPacket,
  type IUnsubscribePacket,
} from 'mqtt-packet'
import { Damaged, type Level } from './packets.ts'

/** Asks a broker to send, or no longer to send, what belongs to some filters. */
export type Request = Omit<ISubscribePacket, 'messageId'> | Omit<IUnsubscribePacket, 'messageId'>
type Numbered = ISubscribePacket | IUnsubscribePacket
type Answer = readonly number[] | undefined

interface Waiting {
  readonly answer: 'suback' | 'unsuback'
  /** So many reason codes are to come. */
  readonly codes: number
  readonly resolve: (answer: Answer) => void
}

const largestId = 65_535

/** The reason code for a packet that is too large (MQTT 5, 2.4). */
const tooLarge = 0x95

/** What a broker was asked to send, or no longer to send, and has not answered yet. */
export class Requests {
  private readonly level: Level
  private readonly send: (packet: Numbered) => void
  private readonly waiting = new Map<number, Waiting>()
  private largest = Number.POSITIVE_INFINITY
  private last = 0
  private isOver = false

  constructor(level: Level, send: (packet: Numbered) => void) {
    this.level = level
    this.send = send
  }

  /** The broker takes no packets that have more bytes. */
  limit(largest: number | undefined): void {
    this.largest = largest ?? Number.POSITIVE_INFINITY
  }

  /**
   * The reason codes of the answer, one for each filter; undefined where the connection is lost before. What the broker would
   * not take it is not asked.
   */
  ask(request: Request): Promise<Answer> {
    if (this.isOver || this.waiting.size >= largestId) return Promise.resolve(undefined)
    const isSubscribe = request.cmd === 'subscribe'
    const count = isSubscribe ? request.subscriptions.length : request.unsubscriptions.length
    do this.last = (this.last % largestId) + 1
    while (this.waiting.has(this.last))
    const messageId = this.last
    const packet = { ...request, messageId } as Numbered // it was one of the two
    if (this.largest < Infinity && generate(packet, { protocolVersion: this.level }).length > this.largest)
      return Promise.resolve(Array<number>(count).fill(tooLarge))
    this.send(packet)
    return new Promise((resolve) => {
      const answer = isSubscribe ? 'suback' : 'unsuback'
      // With MQTT 3.1.1 an UNSUBACK has none.
      this.waiting.set(messageId, { answer, codes: isSubscribe || this.level === 5 ? count : 0, resolve })
    })
  }

  answer({ cmd, messageId = 0, granted = [] }: ISubackPacket | IUnsubackPacket): void {
    const asked = this.waiting.get(messageId)
    if (asked?.answer !== cmd) throw new Damaged(`a ${cmd} that nobody asked for`)
    if (granted.length !== asked.codes)
      throw new Damaged(`a ${cmd} with ${granted.length} reason codes for ${asked.codes} filters`)
    this.waiting.delete(messageId)
    asked.resolve(granted.map(Number))
  }

  lost(): void {
    this.isOver = true
    for (const { resolve } of this.waiting.values()) resolve(undefined)
    this.waiting.clear()
  }
}
