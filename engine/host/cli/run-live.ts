import type { DeadLetter } from '../../core/model/dead-letter.ts'
import type { Plan } from '../../core/operator/plan.ts'
import type { Connections } from '../connectors/connections/read-connections.ts'
import { fileConnector } from '../connectors/file/file-connector.ts'
import { httpConnector } from '../connectors/http/http-connector.ts'
import { logConnector } from '../connectors/log/log-connector.ts'
import { printable } from '../connectors/log/printable.ts'
import { mqttConnector } from '../connectors/mqtt/mqtt-connector.ts'
import { LedgerWatch } from '../workers/ledger-watch.ts'
import { LiveFlow } from '../workers/live-flow.ts'
import type { ExitCode } from './command.ts'
import { DeadLetterFile } from './dead-letter-file.ts'
import { describeLetter } from './dead-letter-report.ts'
import { liveCounts } from './live-counts.ts'
import { greetLive } from './live-greeting.ts'
import { LiveScreen } from './live-screen.ts'
import { OutputLines } from './output-lines.ts'
import { sentLine } from './sent-line.ts'
import { givenUpLine, stopFlows } from './stop-flows.ts'
import { stopLines } from './stop-lines.ts'
import { untilStopped } from './until-stopped.ts'

export interface LiveRunOptions {
  readonly connections: Connections
  /** Where the flow lies. */
  readonly folder: string
  /** Whether each message that is sent is shown. */
  readonly verbose: boolean
  /** A file that dead letters are appended to. */
  readonly deadLetters: string | undefined
  /** Whether the flow has failed where there was a dead letter. */
  readonly failOnDeadLetters: boolean
}

/** So many dead letters are printed as they come; the others are counted. */
const shownLetters = 10

/** How long a flow has to stop, ms. */
const patience = 4_000

/**
 * `millrace run FLOW`: runs until it is asked to stop, or until every source has given all it has. Gives 2 where the
 * latter is due to something that could not be read, and 1 where the flow itself has failed or has lost something, or
 * where dead letters are a failure and there were some.
 */
export async function runLive(plan: Plan, options: LiveRunOptions): Promise<ExitCode> {
  const screen = new LiveScreen(process.stderr)
  const say = (text: string): void => screen.line(text)
  const running: LiveFlow[] = []
  const stop = untilStopped(() => say(givenUpLine(running))).then(() => 'stopped' as const)
  const letters = options.deadLetters === undefined ? undefined : new DeadLetterFile(options.deadLetters, say)
  const lines = new OutputLines(process.stdout, say)
  const { flow, errors } = start(plan, options, screen, letters, lines)
  running.push(flow)
  const end = Promise.race([
    stop,
    lines.closed.then(() => 'closed' as const),
    flow.finished.then(
      () => 'finished' as const,
      (error: unknown) => {
        say(`error: flow ${plan.flow} has failed: ${String(error)}`)
        return 'failed' as const
      },
    ),
  ])
  const watch = new LedgerWatch(plan, ({ level, message }) => say(printable(`${level}: ${message}`)))
  const timer = setInterval(() => {
    letters?.flush()
    watch.look(flow.ledger(), performance.now())
    if (process.stderr.isTTY) screen.tick(liveCounts([flow]))
  }, 1_000)
  const over = new AbortController()
  void greetLive(flow, options.connections.brokers, say, over.signal)
  const reason = await end
  over.abort()
  clearInterval(timer)
  screen.end()
  if (reason === 'finished') watch.finish(flow.ledger())
  await stopFlows(running, patience, say)
  console.error(stopLines(flow).join('\n'))
  letters?.close()
  // Nothing of a flow is left that could hold the process; a library might.
  setTimeout(() => process.exit(), 500).unref()
  if (lines.lost > 0) console.error(`lines of the log that could not be written: ${lines.lost}`)
  if (reason === 'failed' || flow.lost + lines.lost > 0) return 1
  if (reason === 'finished' && errors() > 0) return 2
  return options.failOnDeadLetters && flow.letters.count > 0 ? 1 : 0
}

function start(
  plan: Plan,
  { connections, folder, verbose }: LiveRunOptions,
  screen: LiveScreen,
  file: DeadLetterFile | undefined,
  lines: OutputLines,
): { readonly flow: LiveFlow; readonly errors: () => number } {
  let letters = 0
  let errors = 0
  const bury = (letter: DeadLetter): void => {
    file?.add(letter)
    if (letters++ < shownLetters) screen.line(`dead letter: ${describeLetter(letter)}`)
    if (letters !== shownLetters) return
    screen.line(`further dead letters are only counted${file === undefined ? '' : ' here'}`)
  }
  const flow = new LiveFlow(plan, {
    connectors: [
      mqttConnector(connections.brokers, new Set(connections.http.keys())),
      httpConnector(connections.http, new Set(connections.brokers.keys())),
      fileConnector({ folder, outside: true }),
      logConnector((line) => screen.beside(() => lines.write(line)), lines),
    ],
    tell: ({ level, message }) => {
      if (level === 'error') errors++
      screen.line(printable(level === 'info' ? message : `${level}: ${message}`))
    },
    onDeadLetter: bury,
    onSent: (outgoing) => {
      const line = verbose ? sentLine(plan.flow, outgoing) : undefined
      if (line !== undefined) screen.line(line)
    },
  })
  return { flow, errors: () => errors }
}
