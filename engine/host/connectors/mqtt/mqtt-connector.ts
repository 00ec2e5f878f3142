import type { Outgoing } from '../../../core/runtime/outbox.ts'
import { type ConnectionKind, findConnection } from '../connections/find-connection.ts'
import type { Connector, FlowSide, OpenConnector, ServedNode } from '../connector.ts'
import type { Format } from '../decode.ts'
import type { Wish } from './allowance.ts'
import type { BrokerSettings } from './broker-settings.ts'
import { clientId } from './client-id.ts'
import { ConnectionNews } from './connection-news.ts'
import { Incoming } from './incoming.ts'
import { numberOf } from './filter-number.ts'
import { warnOfNoExpiry } from './no-expiry.ts'
import type { SendOptions } from './outgoing-message.ts'
import { OutgoingQueue } from './outgoing-queue.ts'
import { splitOverlaps } from './split-overlaps.ts'
import { type Subscriber, Subscriptions, type TopicPattern } from './subscriptions.ts'

/**
 * Serves `mqtt-in` and `mqtt-out`. A flow has one client for what goes out by each connection and another for what
 * comes in: acknowledgements of what is sent must not wait behind what is not read. Topics that overlap take further
 * clients. Nodes with the very same topic share a subscription, and all get what comes by it, shared ones included.
 * `others`: the names of connections that are to no broker.
 */
export function mqttConnector(
  brokers: ReadonlyMap<string, BrokerSettings>,
  others: ReadonlySet<string> = new Set(),
): Connector {
  const brokerOf = (node: ServedNode): BrokerSettings => findConnection(brokers, others, kind, node)
  return { types: ['mqtt-in', 'mqtt-out'], open: (nodes, flow) => openMqtt(brokerOf, nodes, flow) }
}

const kind: ConnectionKind = {
  what: 'broker (MQTT)',
  address: 'mqtt:// or mqtts://',
  remedyForDefault: 'give its address with --broker, such as --broker mqtt://127.0.0.1:1883',
}

function openMqtt(
  brokerOf: (node: ServedNode) => BrokerSettings,
  nodes: readonly ServedNode[],
  flow: FlowSide,
): OpenConnector {
  // All are looked up before the first connects.
  const used = nodes.map((node) => ({ node, broker: brokerOf(node) }))
  const bySource = groupBy(used.filter(({ node }) => node.type === 'mqtt-in'))
  const bySink = groupBy(used.filter(({ node }) => node.type === 'mqtt-out'))
  const news = new Map<BrokerSettings, ConnectionNews>()
  const newsOf = (broker: BrokerSettings): ConnectionNews => {
    const known = news.get(broker) ?? new ConnectionNews(broker, flow.tell)
    news.set(broker, known)
    return known
  }
  const incoming = [...bySource].flatMap(([broker, served]) =>
    openIncoming(broker, served.map(subscriberOf), newsOf(broker), flow),
  )
  const queues = new Map<string, OutgoingQueue>()
  for (const [broker, served] of bySink) {
    const id = clientId(broker.clientId, flow.flow, 'out')
    const settings = warnOfNoExpiry(broker, served, flow)
    const queue = new OutgoingQueue(settings, id, newsOf(broker), flow, served.map(wishOf))
    for (const node of served) queues.set(node.id, queue)
  }
  const outgoing = [...new Set(queues.values())]
  return {
    ready: Promise.all([...incoming, ...outgoing].map(({ ready }) => ready)).then(() => {}),
    send: (message) => send(queues, message),
    isFull: () => outgoing.some((queue) => queue.isFull()),
    isStuck: () => outgoing.every((queue) => !queue.isFull() || queue.isStuck()),
    waiting: () => outgoing.reduce((sum, { length }) => sum + length, 0),
    stopReading: () => {
      for (const one of incoming) one.stopReading()
    },
    close: async (patience) => {
      const [left] = await Promise.all([
        Promise.all(outgoing.map((queue) => queue.close(patience))),
        Promise.all(incoming.map((one) => one.close())),
      ])
      return left.reduce((sum, count) => sum + count, 0)
    },
  }
}

function send(queues: ReadonlyMap<string, OutgoingQueue>, { node, delivery }: Outgoing): void {
  const { topic, payload, options } = delivery
  // What `mqtt-out` hands out has a topic and the options that its declaration says.
  if (topic !== undefined) queues.get(node)?.send(topic, payload, (options ?? {}) as SendOptions)
}

function openIncoming(
  broker: BrokerSettings,
  subscribers: readonly Subscriber[],
  news: ConnectionNews,
  flow: FlowSide,
): readonly Incoming[] {
  const { together, alone } = splitOverlaps(subscribers.map(({ pattern }) => pattern.filter))
  const subscriptionsTo = (filters: readonly string[]): Subscriptions => {
    const wanted = new Set(filters)
    return new Subscriptions(subscribers.filter(({ pattern }) => wanted.has(pattern.filter)))
  }
  const open = (part: string, filters: readonly string[], elsewhere: readonly string[]): Incoming =>
    new Incoming({
      broker,
      clientId: clientId(broker.clientId, flow.flow, part),
      subscriptions: subscriptionsTo(filters),
      elsewhere: subscriptionsTo(elsewhere),
      news,
      flow,
    })
  return [
    ...(together.length === 0 ? [] : [open('in', together, alone)]),
    ...alone.map((filter) => open(`in-${numberOf(filter).toString(36)}`, [filter], [])),
  ]
}

function subscriberOf({ id, values }: ServedNode): Subscriber {
  return {
    node: id,
    // The values that the declaration of `mqtt-in` gives these settings.
    pattern: values['topic'] as TopicPattern,
    qos: values['qos'] as 0 | 1 | 2,
    format: values['format'] as Format,
  }
}

function wishOf({ id, values }: ServedNode): Wish {
  // The values that the declaration of `mqtt-out` gives these settings.
  return { node: id, qos: values['qos'] as 0 | 1 | 2, retain: values['retain'] as boolean }
}

function groupBy(
  used: readonly { readonly node: ServedNode; readonly broker: BrokerSettings }[],
): ReadonlyMap<BrokerSettings, readonly ServedNode[]> {
  const groups = new Map<BrokerSettings, ServedNode[]>()
  for (const { node, broker } of used) {
    const group = groups.get(broker)
    if (group === undefined) groups.set(broker, [node])
    else group.push(node)
  }
  return groups
}
