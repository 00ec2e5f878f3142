import type { ISubackPacket, ISubscribePacket, IUnsubackPacket, IUnsubscribePacket } from 'mqtt-packet'
import { Damaged } from './packets.ts'

type Request = ISubscribePacket | IUnsubscribePacket
type Answer = readonly number[] | undefined

const largestId = 65_535

/** What a broker was asked to send, or no longer to send, and has not answered yet. */
export class Requests {
  private readonly send: (packet: Request) => void
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private last = 0
  private isOver = false

  constructor(send: (packet: Request) => void) {
    this.send = send
  }

  /** The reason codes of the answer; undefined where the connection is lost before. */
  ask(packet: Omit<ISubscribePacket, 'messageId'> | Omit<IUnsubscribePacket, 'messageId'>): Promise<Answer> {
    if (this.isOver || this.waiting.size >= largestId) return Promise.resolve(undefined)
    do this.last = (this.last % largestId) + 1
    while (this.waiting.has(this.last))
    const messageId = this.last
    this.send({ ...packet, messageId } as Request) // it was one of the two
    return new Promise((resolve) => this.waiting.set(messageId, resolve))
  }

  answer({ cmd, messageId = 0, granted = [] }: ISubackPacket | IUnsubackPacket): void {
    const resolve = this.waiting.get(messageId)
    if (resolve === undefined) throw new Damaged(`a ${cmd} that nobody asked for`)
    this.waiting.delete(messageId)
    resolve(granted.map(Number))
  }

  lost(): void {
    this.isOver = true
    for (const resolve of this.waiting.values()) resolve(undefined)
    this.waiting.clear()
  }
}
