import { type EmbeddedBroker, startBroker } from '../broker/embedded-broker.ts'
import type { Connections } from '../connectors/connections/read-connections.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { brokerAt } from '../connectors/mqtt/read-brokers.ts'
import { givenConnections } from './read-connections.ts'
import type { StartOptions } from './start-options.ts'
import { UsageError } from './usage-error.ts'

export interface Brokers {
  readonly connections: Connections
  /** The connection "default", where the plant is. */
  readonly main: BrokerSettings
  /** The broker that was started, if one was. */
  readonly embedded: EmbeddedBroker | undefined
}

/**
 * The brokers of a start; one is started where nobody names the connection "default". What it loses is told. `examples`:
 * all flows that use them are examples.
 */
export async function brokersOf(
  options: StartOptions,
  examples: boolean,
  tell: (text: string) => void,
): Promise<Brokers> {
  const { brokers: given, http } = givenConnections(options.broker, options.connections)
  if (http.has('default'))
    throw new UsageError(
      'connection "default": expected a broker, which is where the plant is; give the connection of HTTP another name',
    )
  if (given.has('default') && options.mqttPortGiven) {
    throw new UsageError(
      '--mqtt-port is for the broker that is started; none is, since "default" is given. Leave one out',
    )
  }
  const embedded = given.has('default') ? undefined : await startBroker(options.mqttPort, tell)
  const own = embedded === undefined ? [] : [['default', ownBroker(embedded.url, examples)] as const]
  // Sessions end with this process: a second start at the same broker has its own.
  const brokers = new Map(
    [...given, ...own].map(([name, settings]) => [
      name,
      { ...settings, session: 'clean', clientId: `millrace-${process.pid}` } as const,
    ]),
  )
  const main = brokers.get('default')
  if (main === undefined) throw new Error('there is a broker for "default", given or started')
  return { connections: { brokers, http }, main, embedded }
}

/** Whoever tries out the examples is not told what they ask of it in vain. */
const ownBroker = (url: string, examples: boolean): BrokerSettings => ({
  ...brokerAt('default', url),
  protocol: '3.1.1',
  noExpiryIsTold: examples,
})
