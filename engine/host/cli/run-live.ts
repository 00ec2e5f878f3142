import type { Plan } from '../../core/operator/plan.ts'
import type { BrokerSettings } from '../connectors/mqtt/broker-settings.ts'
import { fileConnector } from '../connectors/file/file-connector.ts'
import { logConnector } from '../connectors/log/log-connector.ts'
import { mqttConnector } from '../connectors/mqtt/mqtt-connector.ts'
import { LiveFlow } from '../workers/live-flow.ts'
import type { ExitCode } from './command.ts'
import { describeLetter } from './dead-letter-report.ts'
import { printLedger } from './print-ledger.ts'
import { untilStopped } from './until-stopped.ts'

/** So many dead letters are printed as they come; the others are counted. */
const shownLetters = 10

/** `millrace run FLOW`: runs until it is asked to stop, or until every source has given all it has. */
export async function runLive(
  plan: Plan,
  brokers: ReadonlyMap<string, BrokerSettings>,
  folder: string,
): Promise<ExitCode> {
  const stop = untilStopped()
  const flow = start(plan, brokers, folder)
  const reason = await Promise.race([
    stop.then(() => 'stop' as const),
    flow.finished.then(() => 'finished' as const),
    flow.ready.then(() => 'ready' as const),
  ])
  if (reason === 'ready') {
    console.error(`${plan.flow}: running, ${plan.nodes.length} nodes`)
    await Promise.race([stop, flow.finished])
  }
  await flow.stop()
  printLedger(flow)
  // Nothing of a flow is left that could hold the process; a library might.
  setTimeout(() => process.exit(), 500).unref()
  return 0
}

function start(plan: Plan, brokers: ReadonlyMap<string, BrokerSettings>, folder: string): LiveFlow {
  let letters = 0
  return new LiveFlow(plan, {
    connectors: [
      mqttConnector(brokers),
      fileConnector({ folder, outside: true }),
      logConnector((line) => console.log(line)),
    ],
    tell: ({ level, message }) => console.error(level === 'info' ? message : `${level}: ${message}`),
    onDeadLetter: (letter) => {
      if (letters++ < shownLetters) console.error(`dead letter: ${describeLetter(letter)}`)
      if (letters === shownLetters) console.error('further dead letters are only counted')
    },
  })
}
