import type { BrokerLimits } from './broker-limits.ts'

/** Which clients are away and have a session, and which of those are to be forgotten. */
export class AwaySessions {
  private readonly limits: BrokerLimits
  /** Since when, ms of any steady clock; who went first is first. */
  private readonly since = new Map<string, number>()

  constructor(limits: BrokerLimits) {
    this.limits = limits
  }

  get size(): number {
    return this.since.size
  }

  has(client: string): boolean {
    return this.since.has(client)
  }

  cameBack(client: string): void {
    this.since.delete(client)
  }

  wentAway(client: string, now: number): void {
    this.since.delete(client)
    this.since.set(client, now)
  }

  /** Those that are too many, or away for too long; they are not known here any more. */
  takeForgotten(now: number): readonly string[] {
    const forgotten: string[] = []
    for (const [client, since] of this.since) {
      if (this.since.size <= this.limits.sessions && now - since <= this.limits.sessionAge) break
      this.since.delete(client)
      forgotten.push(client)
    }
    return forgotten
  }
}
