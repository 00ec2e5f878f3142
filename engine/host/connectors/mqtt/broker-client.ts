import { Socket } from 'node:net'
import { connect, type IClientOptions, type IStore, type MqttClient } from 'mqtt'
import type { BrokerSettings } from './broker-settings.ts'
import type { ConnectionNews } from './connection-news.ts'
import { explains, inMidSession, isOurEnd } from './own-end.ts'
import { endedUnanswered } from './why-not.ts'
import { retryDelay } from './retry-delay.ts'
import { Steadiness } from './steadiness.ts'

export interface ConnectionEnd {
  /** The reason code (MQTT 5) by which the broker ended the connection, if it gave one. */
  readonly reason: number | undefined
  /** It was ended here, since the broker did not answer any more or what came was damaged. */
  readonly isOurs: boolean
  /** The broker had let us in, and not for long. */
  readonly wasShort: boolean
}

export interface BrokerAnswer {
  /** The broker still knows what it knew when the last connection was lost. */
  readonly sessionPresent: boolean
  /** How large a packet it takes, in bytes, if it says so. */
  readonly maximumPacketSize: number | undefined
  /** The highest quality of service it takes, and whether it keeps messages for later, if it says so. */
  readonly maximumQos: number | undefined
  readonly retainAvailable: boolean | undefined
}

export interface ClientPlan {
  readonly broker: BrokerSettings
  readonly clientId: string
  /** Whether the session is kept over connections; `run`: one that begins empty and lives as long as this process. */
  readonly session: 'kept' | 'run' | 'clean'
  /** Holds messages of QoS 2 that came and are not released yet, if anything is to come in. */
  readonly incomingStore?: IStore
  /** Called when the broker has let us in, before what is in flight is sent again. */
  readonly onAnswer?: (answer: BrokerAnswer) => void
  /** Called at each connection, with whether the broker still knew the session. */
  onConnect(client: MqttClient, sessionPresent: boolean): void
  onClose(end: ConnectionEnd): void
  readonly news: ConnectionNews
}

/** How long the broker keeps a session without us, in seconds (MQTT 5). */
const sessionExpiry = 86_400
const runSessionExpiry = 300

/** For less, ms, a connection was short. */
const short = 5_000

/** So many messages may be unacknowledged on their way to us. */
const receiveMaximum = 1_000

/**
 * A client that connects for ever: with a growing, scattered pause between attempts, telling once when the broker is
 * gone and once when it is back, and without Nagle's delay, for which mqtt.js has no option.
 */
export function brokerClient(plan: ClientPlan): MqttClient {
  const { broker, news, clientId } = plan
  const client = connect(broker.url, optionsOf(plan))
  const steadiness = new Steadiness()
  let wasUp = false
  let isClearing = false

  /** The present attempt has failed with an error, which says more than the close that follows it. */
  let hasFailed = false
  let isOurs = false
  /** And says why what was connected no longer is. */
  let isExplained = false
  let reason: number | undefined
  let since = Number.NEGATIVE_INFINITY

  const { onAnswer } = plan
  if (onAnswer !== undefined) {
    client.on('packetreceive', (packet) => {
      if (packet.cmd !== 'connack' || (packet.reasonCode ?? packet.returnCode ?? 0) !== 0) return
      const { sessionPresent, properties } = packet
      onAnswer({
        sessionPresent,
        maximumPacketSize: properties?.maximumPacketSize,
        maximumQos: properties?.maximumQoS,
        retainAvailable: properties?.retainAvailable,
      })
    })
  }
  client.on('connect', ({ sessionPresent }) => {
    if (client.stream instanceof Socket) client.stream.setNoDelay(true)
    wasUp = true
    if (plan.session === 'run' && client.options.clean !== false) {
      client.options.clean = false
      // MQTT 3.1.1 ends the session of a clean connection with it. This one was only to end that of an earlier process.
      isClearing = client.options.protocolVersion !== 5
      if (isClearing) {
        client.stream.destroy()
        return
      }
    }
    since = performance.now()
    steadiness.connected(since)
    // Where it gives up a connection of its own accord mqtt.js sets the timer before that is closed.
    client.options.reconnectPeriod = retryDelay(steadiness.attempts, Math.random())
    news.up(clientId)
    plan.onConnect(client, sessionPresent)
  })
  client.on('error', (error) => {
    hasFailed = true
    isOurs = isOurEnd(error)
    isExplained ||= explains(error)
    // Not once it has spoken MQTT 5: then something was damaged on the way.
    if (
      broker.protocol === 'auto' &&
      !wasUp &&
      client.options.protocolVersion === 5 &&
      speaksNoMqtt5(error)
    ) {
      client.options.protocolVersion = 4
      client.options.reconnectPeriod = 1
      return
    }
    if (!isExplained && steadiness.isDisplaced(performance.now())) news.displaced()
    news.down(clientId, client.connected ? inMidSession(error) : error)
    // What follows something unreadable can't be read either; mqtt.js would wait for its keepalive.
    if (client.connected && !client.disconnecting) client.stream.destroy()
  })
  client.on('disconnect', ({ reasonCode }) => {
    reason = reasonCode
    news.sentAway(reasonCode)
  })
  // Before the listener of mqtt.js, which sets the timer by this option.
  client.prependListener('close', () => {
    if (isClearing) {
      client.options.reconnectPeriod = 1
      return
    }
    const now = performance.now()
    if (!isExplained && steadiness.isDisplaced(now)) news.displaced()
    steadiness.closed(now, isExplained)
    client.options.reconnectPeriod = retryDelay(steadiness.attempts, Math.random())
  })
  client.on('close', () => {
    if (isClearing) {
      isClearing = false
      return
    }
    if (!client.disconnecting) news.down(clientId, wasUp || hasFailed ? undefined : endedUnanswered())
    hasFailed = false
    plan.onClose({ reason, isOurs, wasShort: performance.now() - since < short })
    since = Number.NEGATIVE_INFINITY
    reason = undefined
    isOurs = false
    isExplained = false
  })
  return client
}

function optionsOf({ broker, clientId, session, incomingStore }: ClientPlan): IClientOptions {
  const { username, password, ca, cert, key, rejectUnauthorized, protocol, keepalive } = broker
  const expiry = { kept: sessionExpiry, run: runSessionExpiry, clean: 0 }[session]
  return {
    clientId,
    clean: session !== 'kept',
    protocolVersion: protocol === '3.1.1' ? 4 : 5,
    properties: { sessionExpiryInterval: expiry, receiveMaximum },
    keepalive,
    resubscribe: false,
    reconnectOnConnackError: true,
    reconnectPeriod: 1,
    connectTimeout: 10_000,
    rejectUnauthorized,
    // It is called some twenty times for each message, and by default looks each time whether somebody listens.
    log: () => {},
    ...(incomingStore === undefined ? {} : { incomingStore }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
}

/** A broker that knows only 3.1.1 refuses with code 1, or in words that MQTT 5 cannot read. */
function speaksNoMqtt5(error: Error): boolean {
  if ('code' in error && (error.code === 1 || error.code === 132)) return true
  return /protocol version|Cannot parse|Invalid header flag|Packet has no/i.test(error.message)
}
