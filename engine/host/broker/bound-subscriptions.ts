import type { Aedes, Client, Subscription } from 'aedes'
import type { BrokerLimits } from './broker-limits.ts'
import type { BrokerLosses } from './broker-losses.ts'
import { GrantedFilters } from './granted-filters.ts'

interface Persistence {
  addSubscriptions(client: Client, subscriptions: readonly Subscription[]): Promise<void>
}

/** Refuses what a client subscribes to beyond a bound, as a broker may; it is counted. */
export function boundSubscriptions(aedes: Aedes, limits: BrokerLimits, losses: BrokerLosses): void {
  const { persistence } = aedes as unknown as { readonly persistence: Persistence } // its types leave it out
  const granted = new GrantedFilters(limits)
  aedes.authorizeSubscribe = (client, subscription, done) => {
    if (granted.grant(client, subscription.topic)) return done(null, subscription)
    losses.count(
      'subscriptions refused',
      `a client may have at most ${limits.filters.toLocaleString('en')} subscriptions; further ones of ` +
        `${JSON.stringify(client.id.slice(0, 80))} are refused`,
    )
    return done(null, null)
  }
  aedes.on('unsubscribe', (filters, client) => granted.drop(client, filters))
  const add = persistence.addSubscriptions.bind(persistence)
  // Aedes stores all of a packet's subscriptions, refused ones too, once for each that is granted.
  const stored = new WeakMap<readonly Subscription[], Promise<void>>()
  persistence.addSubscriptions = (client, subscriptions) => {
    const before = stored.get(subscriptions)
    if (before !== undefined) return before
    // By then it is known of each whether it is granted.
    const storing = Promise.resolve().then(() =>
      add(
        client,
        subscriptions.filter(({ topic }) => granted.has(client, topic)),
      ),
    )
    stored.set(subscriptions, storing)
    return storing
  }
}
