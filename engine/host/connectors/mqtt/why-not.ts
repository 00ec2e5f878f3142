import { Refused, Silent } from './client/connection.ts'
import { Damaged } from './client/packets.ts'
import { reasonWords } from './reason-words.ts'

const unanswered = 'ENDED_UNANSWERED'

/** Stands for a connection that the other side took, and ended before it said a word. */
export const endedUnanswered = (): Error => Object.assign(new Error(unanswered), { code: unanswered })

const otherPort = 'is the port right, and does it ask for TLS ("mqtts://") or WebSockets ("ws://")?'

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; has the broker been started, and is the port right?',
  ENOTFOUND: 'there is no such host; is the name right?',
  EAI_AGAIN: 'the name of the host could not be looked up just now',
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  EMFILE: 'this process may open no more files and connections; raise its limit (ulimit -n)',
  ENFILE: 'this machine can open no more files and connections',
  ECONNRESET: 'the other side ended the connection',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; name its authority as "ca"',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an unknown authority; name that as "ca"',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an unknown authority; name that as "ca"',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an unknown authority; name that as "ca"',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
}

/** Codes of CONNACK, of MQTT 3.1.1 and of 5. */
const refusals: Readonly<Record<string, string>> = {
  1: 'the broker does not speak this version of MQTT; set "protocol"',
  2: 'the broker refused the client id',
  3: 'the broker is not available',
  4: 'user name or password is wrong',
  5: 'the broker lets only known users in',
  132: 'the broker does not speak this version of MQTT; set "protocol"',
  133: 'the broker refused the client id',
  134: 'user name or password is wrong',
  135: 'the broker does not let this user in',
}

/** Codes by which a broker asks for another user or password. */
const aboutUser = new Set(['4', '5', '134', '135'])

const inAddress = 'write them into the address: mqtt://user:password@host:1883'
const inFile = 'set "username" and "password" of the connection'

/** How an answer that is none of HTTP and WebSocket is complained of. */
const noWebSocket = /^(unexpected server response|parse error)/i

/** Why there is no connection, in words; `refused` where the broker itself said no. */
export function whyNot(
  error: Error | undefined,
  cause: string | undefined,
  byAddress = false,
): { readonly reason: string; readonly refused: boolean } {
  if (cause !== undefined) return { reason: cause, refused: true }
  if (error === undefined) return { reason: 'the connection was closed', refused: false }
  const code = 'code' in error ? String(error.code) : ''
  const refusal = Object.hasOwn(refusals, code) ? refusals[code] : undefined
  if (refusal !== undefined) {
    const remedy = aboutUser.has(code) ? `; ${byAddress ? inAddress : inFile}` : ''
    return { reason: `${refusal}${remedy}`, refused: true }
  }
  if (error instanceof Refused)
    return { reason: `the broker refused the connection: ${reasonWords(error.code)}`, refused: true }
  if (code === unanswered) {
    const reason =
      'the other side takes the connection and ends it without an answer; is it a broker that lets us in from here, ' +
      `${otherPort} For an old broker set "protocol": "3.1.1"`
    return { reason, refused: true }
  }
  if (error instanceof Silent && error.before === 'connack')
    return {
      reason: `the other side takes the connection but does not answer; ${otherPort}`,
      refused: true,
    }
  if (error instanceof Damaged || noWebSocket.test(error.message))
    return { reason: `what answers there does not speak MQTT; ${otherPort}`, refused: true }
  if (error instanceof Silent) return { reason: 'the broker does not answer any more', refused: false }
  if (/^ERR_SSL_.*_ALERT_(UNKNOWN_CA|.*CERTIFICATE)/.test(code))
    return { reason: 'the broker does not accept our certificate; check "cert" and "key"', refused: true }
  const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined
  // Node.js adds the address here, which is not known where there is no connection.
  const words = error.message.replace(/ - Local \(.*\)$/, '').slice(0, 200)
  return { reason: known ?? words, refused: false }
}
