/** As many as Aedes lets a client have under way by one connection. */
const most = 1_000

/** The ids of messages of QoS 2 that clients have sent and not yet released: what tells a repetition. */
export class ReceivedIds {
  private readonly byClient = new Map<string, Set<number>>()

  /** Of a client that has too many, as one may have that comes again and again, the oldest is forgotten. */
  add(client: string, id: number): void {
    const ids = this.byClient.get(client) ?? new Set()
    ids.add(id)
    const [oldest] = ids
    if (ids.size > most && oldest !== undefined) ids.delete(oldest)
    this.byClient.set(client, ids)
  }

  has(client: string, id: number): boolean {
    return this.byClient.get(client)?.has(id) === true
  }

  remove(client: string, id: number): void {
    const ids = this.byClient.get(client)
    ids?.delete(id)
    if (ids?.size === 0) this.byClient.delete(client)
  }

  drop(client: string): void {
    this.byClient.delete(client)
  }
}
