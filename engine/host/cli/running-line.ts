import type { Plan } from '../../core/operator/plan.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { printable } from '../connectors/log/printable.ts'
import { listenersOf, sendersOf } from './mqtt-topics.ts'

/** So many topics of a connection are named; the others are counted. */
const shown = 3

/** What a person is told once a flow runs: how large it is, and by which brokers it listens and sends. */
export function runningLine(plan: Plan, brokers: ReadonlyMap<string, BrokerSettings>): string {
  const listeners = Map.groupBy(listenersOf(plan), ({ connection }) => connection)
  const senders = sendersOf(plan)
  const parts = [...new Set([...listeners.keys(), ...senders])].map((connection) => {
    const filters = new Set(listeners.get(connection)?.map(({ filter }) => filter))
    const doings = [
      ...(filters.size > 0 ? [`listens to ${some([...filters])}`] : []),
      ...(senders.has(connection) ? ['sends'] : []),
    ]
    const url = brokers.get(connection)?.url ?? connection
    return filters.size === 0 ? `sends to ${url}` : `${doings.join(' and ')} at ${url}`
  })
  return printable([`${plan.flow}: running, ${plan.nodes.length} nodes`, ...parts].join('; '))
}

function some(filters: readonly string[]): string {
  const more = filters.length - shown
  const named = filters.slice(0, shown).join(', ')
  return more > 0 ? `${named} and ${more} more` : named
}
