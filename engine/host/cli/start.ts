import { setTimeout as pause } from 'node:timers/promises'
import { movedLine } from '../broker/listen-near.ts'
import { printable } from '../connectors/log/printable.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { LedgerWatch } from '../workers/ledger-watch.ts'
import type { LiveFlow } from '../workers/live-flow.ts'
import { brokerPatience } from './broker-patience.ts'
import type { Command, ExitCode } from './command.ts'
import { servePage } from './counts-page.ts'
import { takeDataFolder } from './data-folder.ts'
import { DeadLetterFile } from './dead-letter-file.ts'
import { filesOfFlow } from './files-of-flow.ts'
import { endAnyway } from './end-anyway.ts'
import { exampleFolder, flowFiles } from './find-flows.ts'
import { runningLines, type Started, waitingLines } from './greeting.ts'
import { liveCounts } from './live-counts.ts'
import { LiveScreen } from './live-screen.ts'
import { type LoadedFlow, loadFlows } from './load-flows.ts'
import { tellOfQuiet } from './quiet-topics.ts'
import { refuseSameFile } from './refuse-same-file.ts'
import { brokersOf } from './start-brokers.ts'
import { startFlows } from './start-flows.ts'
import { readStartOptions, startHelp, type StartOptions } from './start-options.ts'
import { givenUpLine, stopFlows } from './stop-flows.ts'
import { briefStopLines } from './stop-lines.ts'
import { untilClosed } from './until-closed.ts'
import { untilStopped } from './until-stopped.ts'
import { UsageError } from './usage-error.ts'

export const start: Command = {
  help: startHelp,
  run: async (args) => {
    const options = readStartOptions(args)
    const flows: LiveFlow[] = []
    const stopped = untilStopped(() => console.log(givenUpLine(flows)))
    const stop = Promise.race([stopped, untilClosed(process.stdout)]).then(() => 'stop' as const)
    const data = options.data === undefined ? undefined : takeDataFolder(options.data, exampleFolder())
    try {
      return await startAll(options, filesOf(options, data?.flows), flows, stop)
    } finally {
      data?.release()
    }
  },
}

/** Whatever hangs, a stop is over after so long, ms. */
const lastResort = 4_500

/** How long flows have to stop, ms. */
const patience = 2_000

/** The flows that it starts go into `flows`, for whoever else has to know of them. */
async function startAll(
  options: StartOptions,
  { files, areExamples }: FlowFiles,
  flows: LiveFlow[],
  stop: Promise<'stop'>,
): Promise<ExitCode> {
  const loaded = loadFlows(files, options.parameters)
  const screen = new LiveScreen(process.stdout)
  const letters = openLetters(options, loaded, screen)
  const sayIf = (line: string | undefined): void => {
    if (line !== undefined) screen.line(line)
  }
  const brokers = await brokersOf(options, areExamples, (text) => screen.line(printable(text)))
  const { main, embedded } = brokers
  if (embedded !== undefined) sayIf(movedLine('the broker listens', options.mqttPort, embedded.listening))
  const page = await servePage(options.port, () => liveCounts(flows))
  sayIf(movedLine('the page is', options.port, page.listening))
  flows.push(...startFlows(loaded, brokers, screen, letters))
  let failed = false
  const over = new AbortController()
  for (const flow of flows) flow.finished.catch(() => (failed = true))
  const ready = Promise.all(flows.map((flow) => flow.ready)).then(() => 'ready' as const)
  const first = await Promise.race([ready, stop, pause(brokerPatience, 'waiting' as const, { ref: false })])
  // The plant begins when somebody watches it.
  const plant = startSimulator(main, (text) => screen.line(printable(text)))
  const look = lookAt(flows, screen)
  const timer = setInterval(() => {
    letters?.flush()
    look()
  }, 1_000)
  const { port } = page.listening
  const ids = flows.map(({ plan }) => plan.flow)
  const started: Started = { flows: ids, broker: main, own: embedded !== undefined, port }
  if (first === 'waiting') for (const line of waitingLines(started)) screen.line(line)
  if (first !== 'stop' && (await Promise.race([ready, stop])) === 'ready') {
    for (const line of runningLines(started)) screen.line(line)
    if (!areExamples) void tellOfQuiet(flows, (line) => screen.line(line), over.signal)
  }
  await stop
  over.abort()
  clearInterval(timer)
  screen.end()
  endAnyway(lastResort)
  page.close()
  await plant.close()
  await stopFlows(flows, patience, (text) => screen.line(text))
  await embedded?.close()
  letters?.close()
  for (const flow of flows) console.log(briefStopLines(flow).join('\n'))
  for (const [what, count] of embedded?.losses ?? []) console.log(`broker: ${what}: ${count}`)
  console.log('Stopped.')
  return failed || flows.some((flow) => flow.lost > 0) ? 1 : 0
}

/** The file of dead letters, if one was named: none that is read here. */
function openLetters(
  { deadLetters, connections }: StartOptions,
  loaded: readonly LoadedFlow[],
  screen: LiveScreen,
): DeadLetterFile | undefined {
  if (deadLetters === undefined) return undefined
  refuseSameFile('--dead-letters', deadLetters, [
    { path: connections, what: 'the file of connections' },
    ...loaded.map(({ file, plan }) => ({ path: file, what: `the flow ${plan.flow}` })),
    ...loaded.flatMap(({ file, plan }) => filesOfFlow(plan, file)),
  ])
  return new DeadLetterFile(deadLetters, (text) => screen.line(text))
}

/** What is to be done once a second: the counts are shown, and what they let one doubt is told. */
function lookAt(flows: readonly LiveFlow[], screen: LiveScreen): () => void {
  const watches = flows.map(({ plan }) => {
    const watch = new LedgerWatch(plan, ({ level, message }) =>
      screen.line(printable(`${level}: ${message}`)),
    )
    return { id: plan.flow, watch }
  })
  return () => {
    const counts = liveCounts(flows)
    for (const { id, watch } of watches) watch.look(counts.byFlow[id]?.nodes ?? {}, performance.now())
    screen.tick(counts)
  }
}

/** The flows to start, and whether they are the examples as they come, and not a person's own. */
interface FlowFiles {
  readonly files: readonly string[]
  readonly areExamples: boolean
}

function filesOf(options: StartOptions, inData: readonly string[] | undefined): FlowFiles {
  const own = options.flows.length > 0 ? options.flows : (inData ?? [])
  if (own.length > 0) return { files: own, areExamples: false }
  const folder = exampleFolder()
  const files = folder === undefined ? [] : flowFiles(folder)
  if (files.length > 0) return { files, areExamples: true }
  throw new UsageError(
    'start: there are no example flows here; name flows of your own: millrace start my.flow.json',
  )
}
