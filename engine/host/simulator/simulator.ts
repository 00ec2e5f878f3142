import type { Json } from '../../core/model/json.ts'
import { BrokerClient } from '../connectors/mqtt/broker-client.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { ConnectionNews } from '../connectors/mqtt/connection-news.ts'
import { outgoingMessage } from '../connectors/mqtt/outgoing-message.ts'
import { writePublish } from '../connectors/mqtt/publish-packet.ts'
import { subscribe } from '../connectors/mqtt/subscribe.ts'
import { coldChain } from './cold-chain.ts'
import { machines } from './machines.ts'
import { road } from './road.ts'
import { RunningDomain } from './running-domain.ts'

export interface Simulator {
  /** Messages published so far. */
  readonly published: () => number
  close(): Promise<void>
}

/**
 * Runs the simulated plant against a broker until it is closed. It starts when it is connected. `tell` hears of commands
 * that it does not understand.
 */
export function startSimulator(broker: BrokerSettings, tell: (text: string) => void, seed = 1): Simulator {
  let count = 0
  const publish = (topic: string, payload: Json, retain: boolean): void => {
    const { connection } = client
    // What is measured while nobody can hear it is lost, as with a sensor.
    if (!connection.isWritable) return
    count++
    writePublish(connection, outgoingMessage(topic, payload, { qos: 0, retain }, 0), 0)
  }
  const running = [
    new RunningDomain(machines, publish, tell, seed),
    new RunningDomain(road, publish, tell, seed + 1),
    new RunningDomain(coldChain, publish, tell, seed + 2),
  ]
  const filters = new Map(running.map(({ commands }) => [commands, 0] as const))
  const client = new BrokerClient({
    broker,
    clientId: `millrace-plant-${process.pid}`,
    session: 'clean',
    news: new ConnectionNews(broker, () => {}), // the flows tell of a broker that is away
    onConnect: (connection) => {
      void subscribe(connection, filters, false)
      for (const domain of running) domain.start()
    },
    onMessage: ({ topic, payload }) => {
      for (const domain of running) domain.take(topic, payload)
    },
    onAcknowledged: () => {},
    onClose: () => {},
  })
  return {
    published: () => count,
    close: async () => {
      for (const domain of running) domain.stop()
      await client.end({ forget: true })
    },
  }
}
