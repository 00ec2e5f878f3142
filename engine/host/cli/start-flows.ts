import { dirname, resolve } from 'node:path'
import type { Plan } from '../../core/operator/plan.ts'
import { fileConnector } from '../connectors/file/file-connector.ts'
import { logConnector } from '../connectors/log/log-connector.ts'
import { printable } from '../connectors/log/printable.ts'
import { mqttConnector } from '../connectors/mqtt/mqtt-connector.ts'
import { LiveFlow } from '../workers/live-flow.ts'
import { describeLetter } from './dead-letter-report.ts'
import type { LiveScreen } from './live-screen.ts'
import { loadPlan } from './load-flow.ts'
import { sameIds } from './same-ids.ts'
import { sentLine } from './sent-line.ts'
import type { Brokers } from './start-brokers.ts'
import { toldOnce } from './told-once.ts'
import { UsageError } from './usage-error.ts'

/** A flow that can be started, and the file it is from. */
export interface LoadedFlow {
  readonly file: string
  readonly plan: Plan
}

/** Throws a `UsageError` where one has an error, or two have the same id. */
export function loadFlows(files: readonly string[]): readonly LoadedFlow[] {
  const flows = files.map((file) => ({ file, plan: loadPlan(file) }))
  const same = sameIds(flows.map(({ file, plan }) => ({ file, id: plan.flow })))
  if (same.length > 0) throw new UsageError(same.join('\n'))
  return flows
}

/** Starts flows whose messages, news and dead letters are shown on the screen. */
export function startFlows(
  flows: readonly LoadedFlow[],
  { connections }: Brokers,
  screen: LiveScreen,
): readonly LiveFlow[] {
  const tell = toldOnce((text) => screen.line(text))
  const mqtt = mqttConnector(connections)
  return flows.map(({ file, plan }) => {
    const flow = new LiveFlow(plan, {
      connectors: [
        mqtt,
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
