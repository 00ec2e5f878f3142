import type { Aedes } from 'aedes'
import { AwaySessions } from './away-sessions.ts'
import type { BoundedPersistence } from './bound-persistence.ts'
import type { BrokerLimits } from './broker-limits.ts'
import type { BrokerLosses } from './broker-losses.ts'

interface Persistence {
  subscriptionsByTopic(topic: string): Promise<readonly { readonly clientId: string }[]>
}

/** How often sessions are looked at for their age, ms. */
const often = 60_000

/** Forgets sessions of clients that are away for too long, or are too many; gives what ends that. */
export function boundSessions(
  aedes: Aedes,
  store: BoundedPersistence,
  limits: BrokerLimits,
  losses: BrokerLosses,
): () => void {
  const { persistence } = aedes as unknown as { readonly persistence: Persistence } // its types leave it out
  const away = new AwaySessions(limits)
  const forget = (): void => {
    for (const client of away.takeForgotten(performance.now())) {
      losses.count(
        'sessions forgotten',
        `sessions of at most ${limits.sessions} clients that are away are kept, for at most ` +
          `${limits.sessionAge / 3_600_000} hours; the first that is forgotten is of ${JSON.stringify(client.slice(0, 80))}`,
      )
      const waited = store.forget(client)
      if (waited > 0) losses.count('messages of forgotten sessions', undefined, waited)
    }
  }
  aedes.on('client', ({ id }) => away.cameBack(id))
  aedes.on('clientDisconnect', ({ id, clean }) => {
    if (clean) return
    away.wentAway(id, performance.now())
    forget()
  })
  // With QoS 0 nothing is kept for whoever is away.
  aedes.on('publish', ({ qos, topic }) => {
    if (qos > 0 || away.size === 0 || topic.startsWith('$')) return
    void persistence.subscriptionsByTopic(topic).then((subscriptions) => {
      const missed = new Set(subscriptions.map(({ clientId }) => clientId).filter((id) => away.has(id))).size
      if (missed > 0) losses.count('messages of QoS 0 that clients missed while away', undefined, missed)
    })
  })
  const timer = setInterval(forget, often).unref()
  return () => clearInterval(timer)
}
