import type { MqttClient } from 'mqtt'
import { PacketCutter } from './packet-cutter.ts'

/**
 * Cuts messages larger than so many bytes out of what comes by a client, at every connection that it makes.
 *
 * mqtt.js takes the bytes from a stream that it makes itself, and has no place before its parser; so the way by which
 * any stream gets its bytes, `push`, leads through a cutter.
 */
export function limitPackets(client: MqttClient, largest: number): void {
  let limited: MqttClient['stream'] | undefined
  const limit = (): void => {
    const { stream } = client
    if (stream === limited) return
    limited = stream
    const cutter = new PacketCutter(largest, () => client.options.protocolVersion === 5)
    const push = stream.push.bind(stream)
    stream.push = (chunk, encoding) => {
      if (!Buffer.isBuffer(chunk)) return push(chunk, encoding)
      const rest = cutter.cut(chunk)
      // With nothing to pass on, reading goes on.
      return rest.length === 0 || push(rest, encoding)
    }
  }
  limit()
  // The stream is made in the same turn, and brings nothing before the next.
  client.on('reconnect', () => process.nextTick(limit))
}
