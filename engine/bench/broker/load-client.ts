import { once } from 'node:events'
import { createConnection } from 'node:net'
import { type Frames, encodeConnect, encodeSubscribe } from './frames.ts'
import { outputTopic } from './messages.ts'
import { packetReader } from './packets.ts'

export type LoadClient = Readonly<{
  /** Sends the messages from `start` up to, but without, `end`, in one write. */
  send: (start: number, end: number) => void
  /** Who is told of each output of the subject; one at a time. */
  listen: (onOutput: (payload: Buffer) => void) => void
  close: () => void
}>

const connack = 2
const suback = 9
const connectionTimeout = 5000

/**
 * The publisher of all inputs and receiver of all outputs. It speaks MQTT with packets made beforehand, so
 * that on a machine of few cores the load costs a small part of what any subject costs.
 * Rejects if the broker does not answer within 5 s.
 */
export async function connectLoad(port: number, frames: Frames): Promise<LoadClient> {
  const socket = createConnection({ host: '127.0.0.1', port, noDelay: true })
  let onOutput = (_payload: Buffer) => {}
  let acknowledgements: number[] = []
  const answers = new EventTarget()
  const read = packetReader({
    publish: (payload, packetId) => {
      if (packetId > 0) acknowledgements.push(0x40, 2, packetId >> 8, packetId & 0xff)
      onOutput(payload)
    },
    other: (type) => answers.dispatchEvent(new Event(String(type))),
  })
  socket.on('data', (chunk: Buffer) => {
    read(chunk)
    if (acknowledgements.length === 0) return
    socket.write(Buffer.from(acknowledgements))
    acknowledgements = []
  })
  const signal = AbortSignal.timeout(connectionTimeout)
  try {
    await once(socket, 'connect', { signal })
    socket.write(encodeConnect('bench-load'))
    await once(answers, String(connack), { signal })
    socket.write(encodeSubscribe(outputTopic, frames.qos))
    await once(answers, String(suback), { signal })
  } catch (cause) {
    socket.destroy()
    throw new Error(`load: the broker on port ${port} did not accept a connection and a subscription`, {
      cause,
    })
  }
  socket.on('error', (cause) => {
    throw new Error(`load: the connection to the broker on port ${port} broke`, { cause })
  })
  return {
    send: (start, end) => void socket.write(frames.slice(start, end)),
    listen: (listener) => void (onOutput = listener),
    close: () => void socket.destroy(),
  }
}
