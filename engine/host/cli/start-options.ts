import type { Json } from '../../core/model/json.ts'
import { readArguments } from './read-arguments.ts'
import { readParameters } from './read-parameters.ts'
import { UsageError } from './usage-error.ts'

export interface StartOptions {
  readonly port: number
  readonly mqttPort: number
  readonly mqttPortGiven: boolean
  readonly data: string | undefined
  readonly broker: string | undefined
  /** A file of named connections. */
  readonly connections: string | undefined
  readonly parameters: Readonly<Record<string, Json>>
  /** A file that dead letters are appended to. */
  readonly deadLetters: string | undefined
  /** Empty: the example flows. */
  readonly flows: readonly string[]
}

const options = {
  port: { type: 'string' },
  'mqtt-port': { type: 'string' },
  data: { type: 'string' },
  broker: { type: 'string' },
  connections: { type: 'string' },
  param: { type: 'string', multiple: true },
  'dead-letters': { type: 'string' },
  /** Here as with `run`, though it changes nothing. */
  verbose: { type: 'boolean' },
} as const

export const startHelp = `Usage: millrace start [FLOW...] [options]

Starts everything there is to try: an MQTT broker, a simulated plant, and the example flows (or the flows
given) that watch and control it. It listens on this machine only and ends with Ctrl-C.
The broker is a small one: it speaks MQTT 3.1.1, knows no "expires", asks for no password and forgets all
at its end. It keeps no more than 1,000 messages for a client that is away, 10,000 retained ones and 1,000
subscriptions of a client, and takes none above 8 MB. For more than trying things out name one of your own.

Options:
  --port N       where a browser sees the counts (8090, or the next free port)
  --mqtt-port N  where the broker listens (1883, or the next free port)
  --broker URL   use this broker instead of starting one, such as mqtt://user:password@host:1883
  --connections FILE
                 named connections to brokers and servers ("millrace docs connections"); where "default" is among them,
                 no broker is started
  --data DIR     run the flows in DIR/flows; while it has none, the examples are copied there, to be changed.
                 Only one start at a time may use it
  --param NAME=VALUE
                 a value for a parameter of the flows that declare it; may be given several times
  --dead-letters FILE
                 append the dead letters of all flows to FILE as NDJSON
  --verbose      show each message that is sent; start does so anyway, up to ten a second
  --help         print this text`

export function readStartOptions(args: readonly string[]): StartOptions {
  const { values, positionals } = readArguments(args, options)
  if (values.data?.trim() === '') throw new UsageError('--data: expected a folder, got nothing')
  if (values.data !== undefined && positionals.length > 0) {
    throw new UsageError(
      '--data names a folder of flows to run, and flows are named as well; leave out one of them',
    )
  }
  return {
    port: portOf('--port', values.port, 8090),
    mqttPort: portOf('--mqtt-port', values['mqtt-port'], 1883),
    mqttPortGiven: values['mqtt-port'] !== undefined,
    data: values.data,
    broker: values.broker,
    connections: values.connections,
    parameters: readParameters(values.param ?? []),
    deadLetters: values['dead-letters'],
    flows: positionals,
  }
}

function portOf(option: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(`${option}: expected a port from 0 (any) to 65535, got ${JSON.stringify(text)}`)
}
