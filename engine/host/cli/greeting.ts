import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { listenCommand } from './listen-command.ts'

export interface Started {
  readonly flows: readonly string[]
  /** The broker of connection "default". */
  readonly broker: BrokerSettings
  /** Whether that was started here. */
  readonly own: boolean
  /** Of the page with the counts. */
  readonly port: number
}

/** What a person is told once the flows run. */
export function runningLines({ flows, broker, own, port }: Started): readonly string[] {
  const listen = listenCommand(broker)
  return [
    `Millrace is running ${many(flows.length)}: ${flows.join(', ')}`,
    `  MQTT broker:  ${broker.url}${own ? ' (this machine only)' : ''}`,
    `  Listen in:    ${listen}`,
    ...always(port),
  ]
}

/** The same while a broker is not there. */
export function waitingLines({ flows, port }: Started): readonly string[] {
  return [
    `Millrace waits until its broker is there, to run ${many(flows.length)}: ${flows.join(', ')}`,
    ...always(port),
  ]
}

const always = (port: number): readonly string[] => [
  `  Counts:       http://127.0.0.1:${port}/`,
  '  Stop:         Ctrl-C',
  '',
]

const many = (count: number): string => (count === 1 ? '1 flow' : `${count} flows`)
