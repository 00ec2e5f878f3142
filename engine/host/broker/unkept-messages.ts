/** As many as there are ids of messages. */
const most = 65_535

interface Unkept {
  /** The broker's numbers of messages that are still to be sent. */
  readonly toSend: Set<number>
  /** The ids of those that were sent and not acknowledged. */
  readonly sent: Set<number>
  /** Those of which nothing can be noted any more. */
  more: number
}

/** What connected clients with a session are sent though there was no room to keep it, until they acknowledge it. */
export class UnkeptMessages {
  private readonly byClient = new Map<string, Unkept>()

  add(client: string, number: number): void {
    const unkept = this.byClient.get(client) ?? { toSend: new Set(), sent: new Set(), more: 0 }
    this.byClient.set(client, unkept)
    if (unkept.toSend.size < most) unkept.toSend.add(number)
    else unkept.more++
  }

  /** A message was sent under an id; with QoS 0 it is acknowledged by nobody. */
  sent(client: string, number: number, id: number, qos: number): void {
    const unkept = this.byClient.get(client)
    if (unkept?.toSend.delete(number) !== true || qos === 0) return
    if (unkept.sent.has(id)) unkept.more++
    unkept.sent.add(id)
  }

  acknowledged(client: string, id: number): void {
    this.byClient.get(client)?.sent.delete(id)
  }

  /** A client's connection has ended; gives how many messages may not have arrived. */
  take(client: string): number {
    const unkept = this.byClient.get(client)
    this.byClient.delete(client)
    return unkept === undefined ? 0 : unkept.toSend.size + unkept.sent.size + unkept.more
  }
}
