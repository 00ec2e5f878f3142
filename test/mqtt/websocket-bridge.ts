import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * Lets a broker without WebSockets (as Debian builds mosquitto) be reached by them (RFC 6455). What a client sends in
 * binary frames goes to the broker, what the broker sends goes back in one frame each.
 */
export class WebSocketBridge {
  private readonly server: Server
  private readonly sockets = new Set<Duplex>()
  /** The subprotocols that clients asked for. */
  readonly subprotocols: (string | undefined)[] = []

  private constructor(target: number) {
    this.server = createServer()
    this.server.on('upgrade', ({ headers }, socket: Duplex) => {
      const broker = connect(target, '127.0.0.1')
      this.sockets.add(socket)
      this.subprotocols.push(headers['sec-websocket-protocol'])
      const accept = createHash('sha1')
        .update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64')
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n`,
      )
      let pending = Buffer.alloc(0)
      socket.on('data', (bytes: Buffer) => {
        pending = Buffer.concat([pending, bytes])
        for (let frame = frameIn(pending); frame !== undefined; frame = frameIn(pending)) {
          pending = pending.subarray(frame.length)
          if (frame.opcode === close) broker.end()
          else broker.write(frame.payload)
        }
      })
      broker.on('data', (bytes: Buffer) => socket.write(frameOf(bytes)))
      for (const [one, other] of [
        [socket, broker],
        [broker, socket],
      ] as const) {
        one.on('error', () => {})
        one.on('close', () => other.destroy())
      }
    })
  }

  static async before(target: number): Promise<WebSocketBridge> {
    const bridge = new WebSocketBridge(target)
    await new Promise<void>((resolve) => bridge.server.listen(0, '127.0.0.1', resolve))
    return bridge
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo // a server on a TCP port has an AddressInfo
    return `ws://127.0.0.1:${port}/mqtt`
  }

  /** Ends all connections; new ones go through. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy()
    this.sockets.clear()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

const close = 8

/** The first frame, if it has come whole; those of a client are masked. */
function frameIn(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | undefined {
  if (bytes.length < 2) return undefined
  const [first = 0, second = 0] = bytes
  const short = second & 0x7f
  const start = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < start + 4) return undefined
  const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const length = start + 4 + size
  if (bytes.length < length) return undefined
  const mask = bytes.subarray(start, start + 4)
  const payload = Buffer.from(bytes.subarray(start + 4, length).map((byte, at) => byte ^ (mask[at % 4] ?? 0)))
  return { opcode: first & 0x0f, payload, length }
}

/** A binary frame, not masked, as a server sends it. */
function frameOf(payload: Buffer): Buffer {
  const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10)
  head[0] = 0x82
  if (payload.length < 126) {
    head[1] = payload.length
  } else if (payload.length < 65_536) {
    head[1] = 126
    head.writeUInt16BE(payload.length, 2)
  } else {
    head[1] = 127
    head.writeBigUInt64BE(BigInt(payload.length), 2)
  }
  return Buffer.concat([head, payload])
}
