import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server on this machine that counts, and answers as a test says. It goes with the test. */
export class LocalServer {
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[] = []
  readonly sockets = new Set<Socket>()
  connections = 0
  underWay = 0
  mostUnderWay = 0
  private readonly server: Server

  private constructor(answer: RequestListener, secure: Secure | undefined) {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      this.requests.push({ path: request.url ?? '', headers: request.headers })
      this.underWay++
      this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay)
      response.once('close', () => this.underWay--)
      void answer(request, response)
    }
    this.server = secure === undefined ? createServer(listener) : createSecureServer(secure, listener)
    // Connections at rest are closed by whoever asks, and by nobody else.
    this.server.keepAliveTimeout = 0
    this.server.on('connection', (socket: Socket) => {
      this.connections++
      this.sockets.add(socket)
      socket.once('close', () => this.sockets.delete(socket))
    })
  }

  static async start(answer: RequestListener, secure?: Secure, port = 0): Promise<LocalServer> {
    const local = new LocalServer(answer, secure)
    await new Promise<void>((resolve) => local.server.listen(port, '127.0.0.1', resolve))
    onTestFinished(() => local.stop())
    return local
  }

  get port(): number {
    // A server that listens by TCP has such an address.
    return (this.server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get paths(): readonly string[] {
    return this.requests.map(({ path }) => path)
  }

  /** Ends at once, whatever is under way. */
  async stop(): Promise<void> {
    if (!this.server.listening) return
    const closed = new Promise((resolve) => this.server.close(resolve))
    for (const socket of this.sockets) socket.destroy()
    await closed
  }
}

interface Secure {
  readonly key: string
  readonly cert: string
  readonly ca?: string
  readonly requestCert?: boolean
}
