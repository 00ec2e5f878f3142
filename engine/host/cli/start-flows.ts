import { dirname, resolve } from 'node:path'
import { fileConnector } from '../connectors/file/file-connector.ts'
import { httpConnector } from '../connectors/http/http-connector.ts'
import { logConnector } from '../connectors/log/log-connector.ts'
import { printable } from '../connectors/log/printable.ts'
import { mqttConnector } from '../connectors/mqtt/mqtt-connector.ts'
import { LiveFlow } from '../workers/live-flow.ts'
import type { DeadLetterFile } from './dead-letter-file.ts'
import { describeLetter } from './dead-letter-report.ts'
import type { LiveScreen } from './live-screen.ts'
import type { LoadedFlow } from './load-flows.ts'
import { sentLine } from './sent-line.ts'
import type { Brokers } from './start-brokers.ts'
import { toldOnce } from './told-once.ts'

/** Starts flows whose messages, news and dead letters are shown on the screen; the latter go to the file as well. */
export function startFlows(
  flows: readonly LoadedFlow[],
  { connections }: Brokers,
  screen: LiveScreen,
  letters: DeadLetterFile | undefined,
): readonly LiveFlow[] {
  const tell = toldOnce((text) => screen.line(text))
  const { brokers, http } = connections
  const mqtt = mqttConnector(brokers, new Set(http.keys()))
  const servers = httpConnector(http, new Set(brokers.keys()))
  return flows.map(({ file, plan }) => {
    const flow = new LiveFlow(plan, {
      connectors: [
        mqtt,
        servers,
        fileConnector({ folder: dirname(resolve(file)), outside: false }),
        logConnector((line) => screen.event(line)),
      ],
      tell: ({ level, message }) =>
        tell(plan.flow, printable(level === 'info' ? message : `${level}: ${message}`)),
      onDeadLetter: (letter) => {
        letters?.add(letter)
        screen.event(`dead letter: ${plan.flow}/${describeLetter(letter)}`)
      },
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
