import type { BrokerSettings } from './broker-settings.ts'
import type { BrokerAnswer } from './client/broker-answer.ts'
import { Connection } from './client/connection.ts'
import { Refused } from './client/ends.ts'
import { type Acknowledgement, Damaged, type Level, type Publish } from './client/packets.ts'
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

export interface ClientPlan {
  readonly broker: BrokerSettings
  readonly clientId: string
  /** Whether the session is kept over connections; `run`: one that begins empty and lives as long as this process. */
  readonly session: 'kept' | 'run' | 'clean'
  /** The broker has let us in. What comes first calls `ready` when it is done; left out, nothing does. */
  onAnswer?(connection: Connection, answer: BrokerAnswer, ready: () => void): void
  /** All is ready. */
  onConnect(connection: Connection, answer: BrokerAnswer): void
  onMessage?(message: Publish): void
  onAcknowledged(acknowledgement: Acknowledgement): void
  /** The connection takes messages again. */
  onDrain?(): void
  /** All that was written has left this process. */
  onFlushed?(): void
  onClose(end: ConnectionEnd): void
  readonly news: ConnectionNews
}

/** How long the broker keeps a session without us, in seconds (MQTT 5). */
export const sessionExpiry = { kept: 86_400, run: 300, clean: 0 }

/** For less, ms, a connection was short. */
const short = 5_000

/** So many messages may be unacknowledged on their way to us. */
const receiveMaximum = 1_000

/**
 * Keeps a connection to a broker for ever: with a growing, scattered pause between attempts, telling once when the broker is
 * gone and once when it is back.
 */
export class BrokerClient {
  /** The present one, or the last. */
  connection: Connection
  private readonly plan: ClientPlan
  private readonly steadiness = new Steadiness()
  private level: Level
  private clean: boolean
  private retry: NodeJS.Timeout | undefined
  private isEnding = false
  private wasUp = false
  /** The present connection was let in. */
  private isIn = false
  /** The connection was only made to end the session of an earlier process. */
  private isClearing = false
  /** When the present connection was up. */
  private since = Number.NEGATIVE_INFINITY
  private reason: number | undefined

  constructor(plan: ClientPlan) {
    this.plan = plan
    this.level = plan.broker.protocol === '3.1.1' ? 4 : 5
    this.clean = plan.session !== 'kept'
    this.connection = this.connect()
  }

  get isUp(): boolean {
    return this.connection.isUp
  }

  /** Leaves the broker, or, where `force` says so, without a word; `forget`: the broker is to forget the session. */
  end({ forget, force = false }: { readonly forget: boolean; readonly force?: boolean }): Promise<void> {
    this.isEnding = true
    clearTimeout(this.retry)
    return force ? this.connection.cut() : this.connection.leave(forget)
  }

  private connect(): Connection {
    const { plan, level, clean } = this
    const { broker, clientId, session } = plan
    this.since = Number.NEGATIVE_INFINITY
    this.isIn = false
    this.reason = undefined
    return new Connection(
      { broker, clientId, level, clean, sessionExpiry: sessionExpiry[session], receiveMaximum },
      {
        accepted: (answer) => this.accepted(answer),
        message: (message) => plan.onMessage?.(message),
        acknowledged: (acknowledgement) => plan.onAcknowledged(acknowledgement),
        sentAway: (reason) => {
          this.reason = reason
          plan.news.sentAway(reason)
        },
        drained: () => plan.onDrain?.(),
        flushed: () => plan.onFlushed?.(),
        ended: (error) => this.ended(error),
      },
    )
  }

  private accepted(answer: BrokerAnswer): void {
    const { plan } = this
    this.wasUp = this.isIn = true
    if (plan.session === 'run' && this.clean) {
      this.clean = false
      // MQTT 3.1.1 ends the session of a clean connection with it. This one was only to end that of an earlier process.
      this.isClearing = this.level !== 5
      if (this.isClearing) {
        void this.connection.cut()
        return
      }
    }
    const ready = (): void => {
      this.since = performance.now()
      this.steadiness.connected(this.since)
      plan.news.up(plan.clientId)
      plan.onConnect(this.connection, answer)
    }
    if (plan.onAnswer === undefined) ready()
    else plan.onAnswer(this.connection, answer, ready)
  }

  private ended(error: Error | undefined): void {
    if (this.isClearing) {
      this.isClearing = false
      this.again(1)
      return
    }
    const isOtherVersion = this.mayBeOfOldVersion(error)
    if (isOtherVersion) this.level = 4
    else {
      // What made us believe that it speaks the old version may have been something else.
      if (this.plan.broker.protocol === 'auto' && !this.wasUp) this.level = 5
      this.tellOfEnd(error)
    }
    const { since, reason } = this
    this.plan.onClose({
      reason,
      isOurs: error !== undefined && isOurEnd(error),
      wasShort: performance.now() - since < short,
    })
    this.again(isOtherVersion ? 1 : retryDelay(this.steadiness.attempts, Math.random()))
  }

  /** Not once it has spoken MQTT 5: then something was damaged on the way. */
  private mayBeOfOldVersion(error: Error | undefined): boolean {
    const { wasUp, level, plan } = this
    return (
      plan.broker.protocol === 'auto' && !wasUp && level === 5 && error !== undefined && speaksNoMqtt5(error)
    )
  }

  private tellOfEnd(error: Error | undefined): void {
    const { steadiness, wasUp } = this
    const { news, clientId } = this.plan
    const now = performance.now()
    const isExplained = error !== undefined && explains(error)
    if (!isExplained && steadiness.isDisplaced(now)) news.displaced()
    steadiness.closed(now, isExplained)
    if (this.isEnding) return
    if (error !== undefined) news.down(clientId, this.isIn ? inMidSession(error) : error)
    else news.down(clientId, wasUp ? undefined : endedUnanswered())
  }

  private again(delay: number): void {
    if (this.isEnding) return
    this.retry = setTimeout(() => {
      this.connection = this.connect()
    }, delay)
  }
}

/** A broker that knows only 3.1.1 refuses with code 1, or in words that MQTT 5 cannot read. */
const speaksNoMqtt5 = (error: Error): boolean =>
  error instanceof Refused ? error.code === 1 || error.code === 132 : error instanceof Damaged
