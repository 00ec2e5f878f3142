import { Failure } from '../../../core/model/failure.ts'
import type { Outgoing } from '../../../core/runtime/outbox.ts'
import type { Connector, FlowSide, OpenConnector, ServedNode } from '../connector.ts'
import type { Format } from '../decode.ts'
import type { BrokerSettings } from './broker-settings.ts'
import { ConnectionNews } from './connection-news.ts'
import { Incoming } from './incoming.ts'
import { OutgoingQueue, type SendOptions } from './outgoing-queue.ts'
import { type Subscriber, Subscriptions, type TopicPattern } from './subscriptions.ts'

/**
 * Serves `mqtt-in` and `mqtt-out`. A flow has one client for what comes in and one for what goes out by each
 * connection: acknowledgements of what is sent must not wait behind what is not read.
 */
export function mqttConnector(brokers: ReadonlyMap<string, BrokerSettings>): Connector {
  return { types: ['mqtt-in', 'mqtt-out'], open: (nodes, flow) => openMqtt(brokers, nodes, flow) }
}

function openMqtt(
  brokers: ReadonlyMap<string, BrokerSettings>,
  nodes: readonly ServedNode[],
  flow: FlowSide,
): OpenConnector {
  // All are looked up before the first connects.
  const used = nodes.map((node) => ({ node, broker: brokerOf(brokers, node) }))
  const bySource = groupBy(used.filter(({ node }) => node.type === 'mqtt-in'))
  const bySink = groupBy(used.filter(({ node }) => node.type === 'mqtt-out'))
  const news = new Map<BrokerSettings, ConnectionNews>()
  const newsOf = (broker: BrokerSettings): ConnectionNews => {
    const known = news.get(broker) ?? new ConnectionNews(broker, flow.tell)
    news.set(broker, known)
    return known
  }
  const incoming = [...bySource].map(([broker, served]) => {
    const subscriptions = new Subscriptions(served.map(subscriberOf))
    return new Incoming(broker, clientId(broker, flow.flow, 'in'), subscriptions, newsOf(broker), flow)
  })
  const queues = new Map<string, OutgoingQueue>()
  for (const [broker, served] of bySink) {
    const queue = new OutgoingQueue(broker, clientId(broker, flow.flow, 'out'), newsOf(broker), flow)
    for (const { id } of served) queues.set(id, queue)
  }
  const outgoing = [...new Set(queues.values())]
  return {
    ready: Promise.all([...incoming, ...outgoing].map(({ ready }) => ready)).then(() => {}),
    send: (message) => send(queues, message),
    isFull: () => outgoing.some((queue) => queue.isFull()),
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

/** The same for the same flow, so that the broker knows it again; within the 23 characters of old brokers if it can be. */
function clientId(broker: BrokerSettings, flow: string, direction: 'in' | 'out'): string {
  return `${broker.clientId}-${flow}-${direction}`
}

function brokerOf(brokers: ReadonlyMap<string, BrokerSettings>, { id, values }: ServedNode): BrokerSettings {
  const name = String(values['connection'])
  const broker = brokers.get(name)
  if (broker !== undefined) return broker
  const known = brokers.size === 0 ? 'there are none' : `there are ${[...brokers.keys()].join(', ')}`
  const remedy =
    name === 'default'
      ? 'give its address with --broker, such as --broker mqtt://127.0.0.1:1883'
      : 'name it in the file that --connections gives'
  throw new Failure(
    'no-connection',
    `node ${id} uses the connection "${name}", which is not known (${known}); ${remedy}`,
  )
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
