import type { Level } from './client/packets.ts'

/** Unacknowledged messages at once; a broker may allow less. */
const inFlightAtOnce = 1_000

/**
 * The same for QoS 2 with MQTT 3.1.1, where a broker can't say what it allows: mosquitto 2.0.11, by default, allows 20.
 * It answers the next one as if it had taken that over (PUBREC, which has no reason code there), drops it, and ends the
 * connection.
 */
const exactlyOnceAtOnce = 20

/** How many messages may be in flight before one more is sent. */
export class InFlightLimit {
  private exactlyOnce = exactlyOnceAtOnce

  /** `allowed`: what the broker says, if it does. */
  of(level: Level, allowed: number | undefined, qos: 1 | 2): number {
    if (level !== 5) return qos === 2 ? this.exactlyOnce : inFlightAtOnce
    return Math.min(inFlightAtOnce, Math.max(1, allowed ?? inFlightAtOnce))
  }

  /**
   * A connection was lost soon after it was made, with so many messages of QoS 2 in flight. Where they were about as
   * many as were allowed, the broker perhaps allows less: then gives how many are from now on.
   */
  lost(level: Level, exactlyOnce: number): number | undefined {
    const before = this.exactlyOnce
    if (level === 5 || before === 1 || exactlyOnce <= before / 2) return undefined
    this.exactlyOnce = Math.floor(before / 2)
    return this.exactlyOnce
  }
}
