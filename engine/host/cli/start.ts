import { dirname, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Plan } from '../../core/operator/plan.ts'
import { movedLine } from '../broker/listen-near.ts'
import { fileConnector } from '../connectors/file/file-connector.ts'
import { logConnector } from '../connectors/log/log-connector.ts'
import { printable } from '../connectors/log/printable.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { mqttConnector } from '../connectors/mqtt/mqtt-connector.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { LiveFlow } from '../workers/live-flow.ts'
import type { Command, ExitCode } from './command.ts'
import { servePage } from './counts-page.ts'
import { takeDataFolder } from './data-folder.ts'
import { describeLetter } from './dead-letter-report.ts'
import { exampleFolder, flowFiles } from './find-flows.ts'
import { runningLines, waitingLines } from './greeting.ts'
import { heldLine } from './ledger-lines.ts'
import { liveCounts } from './live-counts.ts'
import { LiveScreen } from './live-screen.ts'
import { loadPlan } from './load-flow.ts'
import { sameIds } from './same-ids.ts'
import { sentLine } from './sent-line.ts'
import { brokersOf } from './start-brokers.ts'
import { readStartOptions, startHelp, type StartOptions } from './start-options.ts'
import { toldOnce } from './told-once.ts'
import { untilClosed } from './until-closed.ts'
import { untilStopped } from './until-stopped.ts'
import { UsageError } from './usage-error.ts'

export const start: Command = {
  help: startHelp,
  run: async (args) => {
    const options = readStartOptions(args)
    const stop = Promise.race([untilStopped(), untilClosed(process.stdout)]).then(() => 'stop' as const)
    const data = options.data === undefined ? undefined : takeDataFolder(options.data, exampleFolder())
    try {
      return await startAll(options, filesOf(options, data?.flows), stop)
    } finally {
      data?.release()
    }
  },
}

/** So long, ms, a broker may take until it is said that the flows wait for it. */
const soon = 2_000

async function startAll(
  options: StartOptions,
  files: readonly string[],
  stop: Promise<'stop'>,
): Promise<ExitCode> {
  const plans = files.map((file) => ({ file, plan: loadPlan(file) }))
  const same = sameIds(plans.map(({ file, plan }) => ({ file, id: plan.flow })))
  if (same.length > 0) throw new UsageError(same.join('\n'))
  const screen = new LiveScreen(process.stdout)
  const sayIf = (line: string | undefined): void => {
    if (line !== undefined) screen.line(line)
  }
  const { connections, main, embedded } = await brokersOf(options)
  if (embedded !== undefined) sayIf(movedLine('the broker listens', options.mqttPort, embedded.listening))
  const flows = startFlows(plans, connections, screen)
  const page = await servePage(options.port, () => liveCounts(flows))
  const { port } = page.listening
  sayIf(movedLine('the page is', options.port, page.listening))
  const started = {
    flows: flows.map(({ plan }) => plan.flow),
    broker: main,
    own: embedded !== undefined,
    port,
  }
  const ready = Promise.all(flows.map((flow) => flow.ready)).then(() => 'ready' as const)
  const first = await Promise.race([ready, stop, pause(soon, 'waiting' as const, { ref: false })])
  // The plant begins when somebody watches it.
  const plant = startSimulator(main)
  const timer = setInterval(() => screen.tick(liveCounts(flows)), 1_000)
  if (first === 'waiting') for (const line of waitingLines(started)) screen.line(line)
  if (first !== 'stop' && (await Promise.race([ready, stop])) === 'ready') {
    for (const line of runningLines(started)) screen.line(line)
  }
  await stop
  clearInterval(timer)
  screen.end()
  // Whatever hangs, this ends.
  setTimeout(() => process.exit(0), 4_500).unref()
  page.close()
  await plant.close()
  await Promise.all(flows.map((flow) => flow.stop(2_000)))
  await embedded?.close()
  for (const flow of flows) {
    const held = heldLine(flow.plan, flow.ledger())
    if (held !== undefined) console.log(`${flow.plan.flow}: held, and forgotten now: ${held}`)
  }
  console.log('Stopped.')
  return 0
}

function startFlows(
  plans: readonly { readonly file: string; readonly plan: Plan }[],
  connections: ReadonlyMap<string, BrokerSettings>,
  screen: LiveScreen,
): readonly LiveFlow[] {
  const tell = toldOnce((text) => screen.line(text))
  return plans.map(({ file, plan }) => {
    const flow = new LiveFlow(plan, {
      connectors: [
        mqttConnector(connections),
        fileConnector({ folder: dirname(resolve(file)), outside: false }),
        logConnector((line) => screen.event(line)),
      ],
      tell: ({ level, message }) =>
        tell(plan.flow, printable(level === 'info' ? message : `${level}: ${message}`)),
      onDeadLetter: (letter) => screen.event(`dead letter: ${plan.flow}/${describeLetter(letter)}`),
      onSent: (outgoing) => {
        const line = sentLine(plan.flow, outgoing)
        if (line !== undefined) screen.event(line)
      },
    })
    flow.finished.catch((error: unknown) =>
      screen.line(`error: flow ${plan.flow} has failed: ${printable(String(error))}`),
    )
    return flow
  })
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
