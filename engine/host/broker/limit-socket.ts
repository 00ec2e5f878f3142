import type { Socket } from 'node:net'
import type { PacketGauge } from './packet-gauge.ts'

/**
 * Ends a connection whose client begins a packet that is too large: Aedes would gather it in whole, up to 256 MB. It
 * takes its bytes from the socket, and has no place before its parser; so the way by which any stream gets its bytes,
 * `push`, leads through a gauge.
 */
export function limitSocket(socket: Socket, gauge: PacketGauge, refused: (bytes: number) => void): void {
  const push = socket.push.bind(socket)
  socket.push = (chunk: unknown, encoding) => {
    const bytes = Buffer.isBuffer(chunk) ? gauge.tooLarge(chunk) : undefined
    if (bytes === undefined) return push(chunk, encoding)
    refused(bytes)
    socket.destroy()
    return false
  }
}
