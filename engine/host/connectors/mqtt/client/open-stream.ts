import type { ClientRequest } from 'node:http'
import { connect as connectTcp, isIP, type NetConnectOpts } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { createWebSocketStream, WebSocket } from 'ws'
import type { BrokerSettings } from '../broker-settings.ts'

/** So much is read at once, bytes. */
const chunk = 64 * 1024

const ports: Readonly<Record<string, number>> = { 'mqtt:': 1883, 'mqtts:': 8883 }

export interface StreamEvents {
  /** The host has taken the connection; TLS and WebSocket are still to come. */
  reached(): void
  /** It can be written to. */
  open(): void
  /** The bytes are overwritten by those that come next. */
  read(bytes: Buffer): void
}

/** Opens the way to a broker: TCP, TLS or WebSocket, as its address says. */
export function openStream(broker: BrokerSettings, { reached, open, read }: StreamEvents): Duplex {
  const url = new URL(broker.url)
  const { ca, cert, key, rejectUnauthorized } = broker
  const secrets = {
    rejectUnauthorized,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
  if (url.protocol === 'ws:' || url.protocol === 'wss:') {
    const finishRequest = (request: ClientRequest): void => {
      request.once('socket', (below) => below.once('connect', reached))
      request.end()
    }
    const socket = new WebSocket(broker.url, 'mqtt', { ...secrets, perMessageDeflate: false, finishRequest })
    const stream = createWebSocketStream(socket)
    socket.on('open', open)
    // It would wait for half a minute for the other side to say goodbye.
    socket.on('error', () => socket.terminate())
    stream.on('data', read)
    return stream
  }
  const address: NetConnectOpts = {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (ports[url.protocol] ?? 1883) : Number(url.port),
    // What is written is meant to go at once.
    noDelay: true,
  }
  if (url.protocol === 'mqtts:') {
    // Many brokers share an address and are told apart by the name that is asked for.
    const named =
      isIP(address.host ?? '') === 0 && address.host !== undefined ? { servername: address.host } : {}
    const stream = connectTls({ ...address, ...secrets, ...named })
    stream.on('connect', reached)
    stream.on('secureConnect', open)
    // Of itself it ends only where it has failed before that.
    stream.on('error', () => stream.destroy())
    stream.on('data', read)
    return stream
  }
  const buffer = Buffer.allocUnsafeSlow(chunk)
  return connectTcp({
    ...address,
    // Without a buffer, an event and a place in a queue for each piece that comes, which would cost as much as all of its messages.
    onread: {
      buffer,
      callback: (bytes) => {
        read(buffer.subarray(0, bytes))
        return true
      },
    },
  }).on('connect', open)
}
