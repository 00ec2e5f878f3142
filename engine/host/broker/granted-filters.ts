import type { BrokerLimits } from './broker-limits.ts'

interface Granted {
  readonly filters: Set<string>
  bytes: number
}

/** What each connected client subscribes to, bounded. */
export class GrantedFilters {
  private readonly limits: BrokerLimits
  private readonly byClient = new WeakMap<object, Granted>()

  constructor(limits: BrokerLimits) {
    this.limits = limits
  }

  /** Whether the client may subscribe to it, from which on it counts. */
  grant(client: object, filter: string): boolean {
    const granted = this.byClient.get(client) ?? { filters: new Set(), bytes: 0 }
    this.byClient.set(client, granted)
    if (granted.filters.has(filter)) return true
    const bytes = granted.bytes + filter.length
    if (granted.filters.size >= this.limits.filters || bytes > this.limits.filterBytes) return false
    granted.filters.add(filter)
    granted.bytes = bytes
    return true
  }

  has(client: object, filter: string): boolean {
    return this.byClient.get(client)?.filters.has(filter) === true
  }

  drop(client: object, filters: readonly string[]): void {
    const granted = this.byClient.get(client)
    if (granted === undefined) return
    for (const filter of filters) if (granted.filters.delete(filter)) granted.bytes -= filter.length
  }
}
