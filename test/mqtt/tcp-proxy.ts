import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** Stands before a broker; what goes through it can be held up and cut off. */
export class TcpProxy {
  private readonly server: Server
  private readonly clients = new Set<Socket>()
  /** How many connections there were. */
  connections = 0
  /** The protocol level of each CONNECT: 4 for MQTT 3.1.1, 5 for 5. */
  readonly levels: (number | undefined)[] = []
  /** How many pings went to the broker. */
  pings = 0
  /** The next packet of this kind (the upper half of its first byte) is swallowed, and all connections end. */
  cutAt: number | undefined
  private isHeld = false
  private isDown = false

  private constructor(target: number) {
    this.server = createServer((client) => {
      if (this.isDown) {
        client.destroy()
        return
      }
      const broker = connect(target, '127.0.0.1')
      this.connections++
      this.clients.add(client)
      client.on('close', () => {
        this.clients.delete(client)
        broker.destroy()
      })
      broker.on('close', () => client.destroy())
      for (const socket of [client, broker]) socket.on('error', () => {})
      broker.on('data', (bytes: Uint8Array) => {
        if (!this.isCut(bytes) && !client.destroyed && !client.write(bytes)) broker.pause()
      })
      client.on('drain', () => broker.resume())
      // Its header takes 2 bytes as long as it is short, the protocol's name 6.
      client.once('data', (bytes: Uint8Array) => this.levels.push(bytes[8]))
      client.on('data', (bytes: Uint8Array) => {
        if (bytes.length === 2 && bytes[0] === 0xc0) this.pings++
        if (!this.isCut(bytes) && !broker.destroyed) broker.write(bytes)
      })
      if (this.isHeld) client.pause()
    })
  }

  static async before(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target)
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo // a server on a TCP port has an AddressInfo
    return `mqtt://127.0.0.1:${port}`
  }

  /** Reads no more from its clients, or goes on. */
  hold(held = true): void {
    this.isHeld = held
    for (const client of this.clients) {
      if (held) client.pause()
      else client.resume()
    }
  }

  private isCut([first = 0]: Uint8Array): boolean {
    if (this.cutAt === undefined || first >> 4 !== this.cutAt) return false
    this.cutAt = undefined
    this.cut()
    return true
  }

  /** Sends this to its clients as if it came from the broker. */
  inject(bytes: readonly number[]): void {
    for (const client of this.clients) client.write(Uint8Array.from(bytes))
  }

  /** Ends all connections; new ones go through. */
  cut(): void {
    this.isHeld = false
    for (const client of this.clients) client.destroy()
  }

  /** Ends all connections, and new ones at once, or lets them through again. */
  down(isDown = true): void {
    this.isDown = isDown
    if (isDown) this.cut()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
