import { readFilter } from '../../core/operator/settings/topic-filter.ts'
import type { Plan } from '../../core/operator/plan.ts'

/** A node of type `mqtt-in`: by which connection it listens, and to which topics. */
export interface Listener {
  readonly node: string
  readonly connection: string
  /** As a broker wants it. */
  readonly filter: string
}

/** The nodes of a flow that listen to a broker. */
export function listenersOf({ nodes }: Plan): readonly Listener[] {
  return nodes.flatMap(({ id, operator, raw }) => {
    if (operator.type !== 'mqtt-in') return []
    const { topic = '', connection } = raw
    const read = readFilter(topic)
    // The flow has been checked, so that it is a filter.
    return 'code' in read ? [] : [{ node: id, connection: connectionOf(connection), filter: read.filter }]
  })
}

/** The connections by which a flow sends. */
export function sendersOf({ nodes }: Plan): ReadonlySet<string> {
  const sinks = nodes.filter(({ operator }) => operator.type === 'mqtt-out')
  return new Set(sinks.map(({ raw }) => connectionOf(raw['connection'])))
}

const connectionOf = (raw: unknown): string => (typeof raw === 'string' ? raw : 'default')
