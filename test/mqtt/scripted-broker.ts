import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** A packet of MQTT as it came: the two halves of its first byte, and what follows its fixed header. */
export interface Heard {
  readonly kind: number
  readonly flags: number
  readonly body: Buffer
  /** 4 for MQTT 3.1.1, 5 for 5. */
  readonly level: number
  /** Of which connection, from 1 on. */
  readonly connection: number
}

export interface Script {
  /** What a CONNECT is answered with, if not that all is well; `level` as above. */
  readonly connack?: (level: number, connection: number) => readonly number[]
  /** It reads nothing once a connection was let in. */
  readonly isDeaf?: boolean
  /** It leaves a connection open whoever has said that it ends. */
  readonly staysOpen?: boolean
  /** Gives what a packet is answered with; undefined: what brokers usually say to it. */
  readonly answer?: (heard: Heard) => Uint8Array | readonly number[] | undefined
}

/** A broker that says what a test lets it say. */
export class ScriptedBroker {
  private readonly server: Server
  private readonly sockets = new Set<Socket>()
  private readonly script: Script
  /** How many connections there were. */
  connections = 0

  private constructor(script: Script) {
    this.script = script
    this.server = createServer({ allowHalfOpen: script.staysOpen ?? false }, (socket) => this.serve(socket))
  }

  static async start(script: Script): Promise<ScriptedBroker> {
    const broker = new ScriptedBroker(script)
    await new Promise<void>((resolve) => broker.server.listen(0, '127.0.0.1', resolve))
    return broker
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo // a server on a TCP port has an AddressInfo
    return `mqtt://127.0.0.1:${port}`
  }

  /** Says something by all connections, unasked. */
  say(bytes: Uint8Array): void {
    for (const socket of this.sockets) socket.write(bytes)
  }

  /** Says something so many times, each time when the net has taken the last; gives how often it has taken it. */
  repeat(bytes: Uint8Array, times: number): () => number {
    let taken = 0
    const [socket] = this.sockets
    const next = (): void => {
      if (taken < times) socket?.write(bytes, (error) => (error ? undefined : (taken++, next())))
    }
    next()
    return () => taken
  }

  /** How many connections there are. */
  get open(): number {
    return this.sockets.size
  }

  /** Ends its half of each connection. */
  fallSilent(): void {
    for (const socket of this.sockets) socket.end()
  }

  /** It is deaf no longer. */
  listen(): void {
    for (const socket of this.sockets) socket.resume()
  }

  /** Ends all connections. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private serve(socket: Socket): void {
    const connection = ++this.connections
    this.sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => this.sockets.delete(socket))
    let level = 0
    let held: Buffer = Buffer.alloc(0)
    socket.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes])
      for (let end = endOfPacket(held); end !== undefined && end <= held.length; end = endOfPacket(held)) {
        const [first = 0] = held
        const start = held.findIndex((byte, at) => at > 0 && byte < 0x80) + 1
        const body = held.subarray(start, end)
        held = held.subarray(end)
        if (first === 0x10) level = body[6] ?? 0
        const heard = { kind: first >> 4, flags: first & 15, body, level, connection }
        const answer = this.script.answer?.(heard) ?? this.usual(heard)
        if (socket.destroyed || answer.length === 0) continue
        socket.write(Uint8Array.from(answer))
        if (this.script.isDeaf && heard.kind === 1) socket.pause()
        // DISCONNECT
        if (answer[0] === 0xe0 && !this.script.staysOpen) socket.end()
      }
    })
  }

  private usual({ kind, flags, body, level, connection }: Heard): readonly number[] {
    const { connack } = this.script
    if (kind === 1 && connack !== undefined) return connack(level, connection)
    if (kind === 1) return level === 5 ? [0x20, 3, 0, 0, 0] : [0x20, 2, 0, 0]
    if (kind === 3) {
      const id = idOf(body)
      return (flags & 2) !== 0 ? [0x40, 2, ...id] : (flags & 4) !== 0 ? [0x50, 2, ...id] : []
    }
    const [high = 0, low = 0] = body
    if (kind === 5) return [0x62, 2, high, low]
    if (kind === 6) return [0x70, 2, high, low]
    if (kind === 8) return level === 5 ? [0x90, 4, high, low, 0, 2] : [0x90, 3, high, low, 2]
    if (kind === 10) return level === 5 ? [0xb0, 4, high, low, 0, 0] : [0xb0, 2, high, low]
    return kind === 12 ? [0xd0, 0] : []
  }
}

/** The two bytes of the id of a PUBLISH of QoS 1 or 2. */
export function idOf(body: Buffer): readonly number[] {
  const at = 2 + body.readUInt16BE(0)
  return [...body.subarray(at, at + 2)]
}

/** A PUBLISH with these bytes as its properties; none: MQTT 3.1.1. */
export function published(
  topic: string,
  payload: string | Buffer,
  { qos = 0, id = 1, properties }: { qos?: 0 | 1 | 2; id?: number; properties?: readonly number[] },
): Buffer {
  const name = Buffer.from(topic)
  const rest = Buffer.concat([
    Buffer.of(name.length >> 8, name.length & 255),
    name,
    Buffer.from(qos > 0 ? [id >> 8, id & 255] : []),
    Buffer.from(properties === undefined ? [] : [...lengthOf(properties.length), ...properties]),
    Buffer.from(payload),
  ])
  return Buffer.concat([Buffer.from([0x30 | (qos << 1), ...lengthOf(rest.length)]), rest])
}

/** A number in seven bits a byte (MQTT 5, 1.5.5). */
export function lengthOf(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...lengthOf(value >>> 7)]
}

function endOfPacket(bytes: Buffer): number | undefined {
  let length = 0
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    length += (byte & 0x7f) * 128 ** (at - 1)
    if (byte < 0x80) return at + 1 + length
  }
  return undefined
}
