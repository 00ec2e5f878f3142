import type { News } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import { isSecure } from '../connections/check-certificates.ts'
import { uncheckedCertificate } from '../connections/unchecked-certificate.ts'
import { reasonWords } from './reason-words.ts'
import { whyNot } from './why-not.ts'

/** The reason code of MQTT 5 for a session taken over. */
const takenOver = 0x8e

/** For a packet that is too large. */
const tooLarge = 0x95

const remedy = 'run the flow only once, or give the connection another "clientId" where it runs a second time'

/**
 * Says how a connection is, once for each change, though several clients share it: it is down as soon as one of them
 * is, and up again when all are.
 */
export class ConnectionNews {
  private readonly broker: BrokerSettings
  private readonly tell: (news: News) => void
  private readonly missing = new Set<string>()
  private wasUp = false
  private refusal = ''
  private cause: string | undefined

  /** Before anything is sent it warns of a broker that could be anybody. */
  constructor(broker: BrokerSettings, tell: (news: News) => void) {
    this.broker = broker
    this.tell = tell
    if (isSecure(broker.url) && !broker.rejectUnauthorized) this.warn(uncheckedCertificate)
  }

  up(client: string): void {
    this.wasUp = true
    if (!this.missing.delete(client) || this.missing.size > 0) return
    this.refusal = ''
    this.cause = undefined
    this.tell({ level: 'info', message: `${shown(this.broker)}: connected` })
  }

  /** The broker says that it ends the connection, and why: told when it is closed. */
  sentAway(reasonCode: number | undefined): void {
    if (reasonCode === takenOver)
      this.cause = `another client has connected with the same client id; ${remedy}`
    else if (reasonCode === tooLarge)
      this.cause =
        `the broker ended it since it takes no message so large (reason ${tooLarge}); the message is found and dropped ` +
        'when it is sent again. Send less, or raise the limit of the broker'
    else if (reasonCode !== undefined && reasonCode !== 0)
      this.cause = `the broker ended it: ${reasonWords(reasonCode)}`
  }

  /** The connection is lost soon after it was made, again and again. Many brokers say nothing when that is the cause. */
  displaced(): void {
    this.cause ??=
      'the broker ends it again and again soon after it is made, and does not say why; if another client connects with ' +
      `the same client id, ${remedy}; if not, the log of the broker may tell`
  }

  /** A client has no connection. An error says more than the close that follows it. */
  down(client: string, error: Error | undefined): void {
    if (error === undefined && !this.wasUp) return
    const { reason, refused } = whyNot(error, this.cause, this.broker, !this.wasUp)
    const isNew = this.missing.size === 0 || (refused && reason !== this.refusal)
    this.missing.add(client)
    if (!isNew) return
    if (refused) this.refusal = reason
    const what = this.wasUp ? 'lost' : 'not reachable'
    this.warn(`${what}: ${reason}; trying again`)
  }

  private warn(words: string): void {
    this.tell({ level: 'warning', message: `${shown(this.broker)}: ${words}` })
  }
}
