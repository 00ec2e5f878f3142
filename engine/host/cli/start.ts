import { dirname, resolve } from 'node:path'
import { type EmbeddedBroker, startBroker } from '../broker/embedded-broker.ts'
import { fileConnector } from '../connectors/file/file-connector.ts'
import { logConnector } from '../connectors/log/log-connector.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { mqttConnector } from '../connectors/mqtt/mqtt-connector.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { LiveFlow } from '../workers/live-flow.ts'
import type { Command, ExitCode } from './command.ts'
import { servePage } from './counts-page.ts'
import { takeDataFolder } from './data-folder.ts'
import { describeLetter } from './dead-letter-report.ts'
import { exampleFolder, flowFiles } from './find-flows.ts'
import { liveCounts } from './live-counts.ts'
import { LiveScreen } from './live-screen.ts'
import { loadPlan } from './load-flow.ts'
import { readConnections } from './read-connections.ts'
import { readStartOptions, startHelp, type StartOptions } from './start-options.ts'
import { untilStopped } from './until-stopped.ts'
import { UsageError } from './usage-error.ts'

export const start: Command = {
  help: startHelp,
  run: async (args) => {
    const options = readStartOptions(args)
    const stop = untilStopped()
    const data = options.data === undefined ? undefined : takeDataFolder(options.data, exampleFolder())
    try {
      return await startAll(options, filesOf(options, data?.flows), stop)
    } finally {
      data?.release()
    }
  },
}

async function startAll(
  options: StartOptions,
  files: readonly string[],
  stop: Promise<void>,
): Promise<ExitCode> {
  const plans = files.map((file) => ({ file, plan: loadPlan(file) }))
  const screen = new LiveScreen(process.stdout)
  const embedded = options.broker === undefined ? await startBroker(options.mqttPort) : undefined
  if (embedded !== undefined && options.mqttPort !== 0 && embedded.port !== options.mqttPort) {
    screen.line(`Port ${options.mqttPort} is taken; the broker listens on ${embedded.port}.`)
  }
  const url = embedded?.url ?? options.broker ?? ''
  const brokers = connectionsOf(url)
  const flows = plans.map(({ file, plan }) => {
    const flow = new LiveFlow(plan, {
      connectors: [
        mqttConnector(brokers),
        fileConnector({ folder: dirname(resolve(file)), outside: false }),
        logConnector((line) => screen.event(line)),
      ],
      tell: ({ level, message }) => screen.line(level === 'info' ? message : `${level}: ${message}`),
      onDeadLetter: (letter) => screen.event(`dead letter: ${plan.flow}/${describeLetter(letter)}`),
      onSent: (outgoing) => show(screen, plan.flow, outgoing),
    })
    flow.finished.catch((error: unknown) =>
      screen.line(`error: flow ${plan.flow} has failed: ${String(error)}`),
    )
    return flow
  })
  const page = await servePage(options.port, () => liveCounts(flows))
  if (options.port !== 0 && page.port !== options.port) {
    screen.line(`Port ${options.port} is taken; the page is on ${page.port}.`)
  }
  await Promise.race([Promise.all(flows.map(({ ready }) => ready)), stop])
  // The plant begins when somebody watches it.
  const plant = startSimulator(url)
  greet(screen, embedded, brokers, flows, page.port)
  const timer = setInterval(() => screen.tick(liveCounts(flows)), 1_000)
  await stop
  clearInterval(timer)
  screen.end()
  // Whatever hangs, this ends.
  setTimeout(() => process.exit(0), 4_500).unref()
  page.close()
  await plant.close()
  await Promise.all(flows.map((flow) => flow.stop(2_000)))
  await embedded?.close()
  console.log('Stopped.')
  return 0
}

/** Sessions end with this process: a second start at the same broker has its own. */
function connectionsOf(url: string): ReadonlyMap<string, BrokerSettings> {
  const connections = readConnections(url, undefined)
  return new Map(
    [...connections].map(([name, settings]) => [
      name,
      { ...settings, session: 'clean', clientId: `millrace-${process.pid}` } as const,
    ]),
  )
}

function filesOf(options: StartOptions, inData: readonly string[] | undefined): readonly string[] {
  if (options.flows.length > 0) return options.flows
  if (inData !== undefined && inData.length > 0) return inData
  const folder = exampleFolder()
  const files = folder === undefined ? [] : flowFiles(folder)
  if (files.length > 0) return files
  throw new UsageError(
    'start: there are no example flows here; name flows of your own: millrace start my.flow.json',
  )
}

function greet(
  screen: LiveScreen,
  embedded: EmbeddedBroker | undefined,
  brokers: ReadonlyMap<string, BrokerSettings>,
  flows: readonly LiveFlow[],
  port: number,
): void {
  const address = brokers.get('default')?.url ?? ''
  const { hostname, port: mqttPort } = new URL(address)
  screen.line(
    `Millrace is running ${flows.length === 1 ? '1 flow' : `${flows.length} flows`}: ${flows.map(({ plan }) => plan.flow).join(', ')}`,
  )
  screen.line(`  MQTT broker:  ${address}${embedded === undefined ? '' : ' (this machine only)'}`)
  screen.line(`  Listen in:    mosquitto_sub -h ${hostname} -p ${mqttPort || '1883'} -v -t '#'`)
  screen.line(`  Counts:       http://127.0.0.1:${port}/`)
  screen.line('  Stop:         Ctrl-C')
  screen.line('')
}

function show(screen: LiveScreen, flow: string, { delivery }: Outgoing): void {
  const { topic, payload } = delivery
  if (topic === undefined) return // a line of the log shows itself
  const time = new Date().toTimeString().slice(0, 8)
  const text = JSON.stringify(payload)
  screen.event(`${time}  ${flow}: ${topic} ${text.length > 160 ? `${text.slice(0, 160)}...` : text}`)
}
