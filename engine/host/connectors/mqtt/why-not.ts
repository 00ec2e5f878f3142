import { foreignWords } from '../connections/foreign-words.ts'
import { endedByOther, networkWords } from '../connections/network-words.ts'
import { wrongHost } from '../connections/wrong-host.ts'
import type { BrokerSettings } from './broker-settings.ts'
import { Refused, Silent } from './client/ends.ts'
import { Damaged } from './client/packets.ts'
import { otherPort } from './other-port.ts'
import { reasonWords } from './reason-words.ts'
import { OwnEnd, Unacknowledged } from './own-end.ts'
import { refusedUser } from './refused-user.ts'

const unanswered = 'ENDED_UNANSWERED'

/** Stands for a connection that the other side took, and ended before it said a word. */
export const endedUnanswered = (): Error => Object.assign(new Error(unanswered), { code: unanswered })

/** Codes of CONNACK, of MQTT 3.1.1 and of 5. */
const refusals: Readonly<Record<string, string>> = {
  1: 'the broker does not speak this version of MQTT; set "protocol"',
  2: 'the broker refused the client id',
  3: 'the broker is not available',
  132: 'the broker does not speak this version of MQTT; set "protocol"',
  133: 'the broker refused the client id',
}

/** How an answer that is none of HTTP and WebSocket is complained of. */
const noWebSocket = /^(unexpected server response|parse error)/i

/** Why there is no connection, in words; `refused` where what answers there, a broker or not, does not let us in. */
interface Reason {
  readonly reason: string
  readonly refused: boolean
}

/** `isFirst`: nobody has ever answered there as a broker does. */
export function whyNot(
  error: Error | undefined,
  cause: string | undefined,
  broker: BrokerSettings,
  isFirst: boolean,
): Reason {
  if (cause !== undefined) return { reason: cause, refused: true }
  if (error === undefined) return { reason: 'the connection was closed', refused: false }
  const code = 'code' in error ? String(error.code) : ''
  const refusal = refusalOf(error, code, broker) ?? strangerAt(error, code, broker, isFirst)
  if (refusal !== undefined) return { reason: refusal, refused: true }
  if (error instanceof Unacknowledged) return { reason: error.message, refused: true }
  if (error instanceof Silent) return { reason: 'the broker does not answer any more', refused: false }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { reason: wrongHost(error, broker.url), refused: false }
  const foreign = foreignWords(error)
  if (foreign !== undefined) {
    const { words, kind } = foreign
    const isStranger = isFirst && kind === 'stranger'
    return {
      reason: isStranger ? `${words}; ${otherPort(broker.url)}` : words,
      refused: isStranger || kind === 'refusal',
    }
  }
  // Node.js adds the address here, which is not known where there is no connection.
  const words = error.message.replace(/ - Local \(.*\)$/, '')
  return {
    reason: networkWords(code) ?? (error instanceof OwnEnd ? words : words.slice(0, 200)),
    refused: false,
  }
}

/** The broker itself says no. */
function refusalOf(error: Error, code: string, broker: BrokerSettings): string | undefined {
  const about = refusedUser(code, broker)
  if (about !== undefined) return about
  if (Object.hasOwn(refusals, code)) return refusals[code]
  if (error instanceof Refused) return `the broker refused the connection: ${reasonWords(error.code)}`
  return undefined
}

/** What answers there does not do so as a broker would: most likely the address leads to something else. */
function strangerAt(
  error: Error,
  code: string,
  { url }: BrokerSettings,
  isFirst: boolean,
): string | undefined {
  const ask = otherPort(url)
  if (code === unanswered)
    return (
      'the other side takes the connection and ends it without an answer; is it a broker that lets us in from here, ' +
      `${ask} For an old broker set "protocol": "3.1.1"`
    )
  if (error instanceof Silent && error.before === 'connack')
    return `the other side takes the connection but does not answer; ${ask}`
  if (error instanceof Silent && error.before === 'handshake')
    return `the other side takes the connection but does not answer ${handshakeOf(url)}; ${ask}`
  if (error instanceof Damaged || noWebSocket.test(error.message))
    return `what answers there does not speak MQTT; ${ask}`
  if (isFirst && networkWords(code) === endedByOther) return `${endedByOther} before it said a word; ${ask}`
  return undefined
}

const handshakeOf = (url: string): string =>
  ({ 'mqtts:': 'to TLS', 'wss:': 'to TLS and WebSocket' })[new URL(url).protocol] ?? 'to WebSocket'
