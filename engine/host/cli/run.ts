import { dirname, resolve } from 'node:path'
import type { ConnectionField } from '../connectors/connections/connection-field.ts'
import { connectionsExample } from '../connectors/connections/connections-example.ts'
import { httpFields } from '../connectors/http/http-fields.ts'
import { connectionFields } from '../connectors/mqtt/connection-fields.ts'
import type { Command } from './command.ts'
import { filesOfFlow } from './files-of-flow.ts'
import { indented } from './indented.ts'
import { loadPlan } from './load-flow.ts'
import { readArguments } from './read-arguments.ts'
import { readParameters } from './read-parameters.ts'
import { refuseSameFile } from './refuse-same-file.ts'
import { UsageError } from './usage-error.ts'

/** The names of fields in two lines, for help. */
function names(fields: readonly ConnectionField[]): string {
  const all = fields.map(({ name }) => name)
  const half = Math.ceil(all.length / 2)
  return `${all.slice(0, half).join(', ')},\n${all.slice(half).join(', ')}`
}

const help = `Usage: millrace run FLOW [options]

Runs a flow. With --input it replays a recording and sends nothing; without, it runs live until it is
stopped (Ctrl-C).

Live:
  --broker URL        the broker of connection "default", such as mqtt://127.0.0.1:1883 or
                      mqtt://user:password@host:1883
  --connections FILE  named connections to brokers and servers; "millrace docs connections" says what stands
                      there
  --verbose           show each message that is sent

Replay:
  --input FILE        arrivals as NDJSON, or - for stdin; what reaches a sink goes to stdout as NDJSON
  --no-flush          do not let all time pass at the end of the input

Both:
  --dead-letters FILE write dead letters as NDJSON; live they are appended
  --fail-on-dead-letters
                      end with exit code 1 where there was a dead letter
  --param NAME=VALUE  a value for one of the flow's parameters; may be given several times
  --help              print this text

Exit codes: 0 all well, or stopped when asked: dead letters leave it at 0; 1 the flow failed, or something
was lost: not sent, or not handled at the stop; 2 something that you can mend: an error in the flow, a wrong
option, a file or a line of the recording that cannot be read.

Connections are a JSON file such as
${indented(connectionsExample)}
with the fields, for a broker (mqtt, mqtts, ws, wss),
${indented(names(connectionFields))};
for a server (http, https),
${indented(names(httpFields))}.
Files are looked for beside it.`

const options = {
  input: { type: 'string' },
  'no-flush': { type: 'boolean' },
  'dead-letters': { type: 'string' },
  'fail-on-dead-letters': { type: 'boolean' },
  broker: { type: 'string' },
  connections: { type: 'string' },
  verbose: { type: 'boolean' },
  param: { type: 'string', multiple: true },
} as const

export const run: Command = {
  help,
  run: async (args) => {
    const { values, positionals } = readArguments(args, options)
    const [file, ...more] = positionals
    if (file === undefined)
      throw new UsageError('run: expected the file of a flow, such as millrace run my.flow.json')
    if (more.length > 0) throw new UsageError(`run: expected one flow, got ${positionals.length}`)
    const { input, 'dead-letters': deadLetters } = values
    const failOnDeadLetters = values['fail-on-dead-letters'] === true
    refuseSameFile('--dead-letters', deadLetters, [
      { path: input, what: 'the input' },
      { path: file, what: 'the flow itself' },
      { path: values.connections, what: 'the file of connections' },
    ])
    refuseOthers(values, input !== undefined)
    const plan = loadPlan(file, readParameters(values.param ?? []))
    refuseSameFile('--dead-letters', deadLetters, filesOfFlow(plan, file))
    if (input !== undefined) {
      const { runReplay } = await import('./run-replay.ts')
      return runReplay(plan, { input, flush: values['no-flush'] !== true, deadLetters, failOnDeadLetters })
    }
    const { givenConnections } = await import('./read-connections.ts')
    const { runLive } = await import('./run-live.ts')
    const connections = givenConnections(values.broker, values.connections)
    return runLive(plan, {
      connections,
      folder: dirname(resolve(file)),
      verbose: values.verbose === true,
      deadLetters,
      failOnDeadLetters,
    })
  },
}

const liveOnly = ['broker', 'connections', 'verbose'] as const
const replayOnly = ['no-flush'] as const

/** What would be ignored is refused. */
function refuseOthers(values: Readonly<Record<string, unknown>>, isReplay: boolean): void {
  const other = (isReplay ? liveOnly : replayOnly).find((name) => values[name] !== undefined)
  if (other === undefined) return
  throw new UsageError(
    isReplay
      ? `--${other} is for a live run, and --input makes it a replay, which sends nothing; leave one of them out`
      : `--${other} is for a replay; it needs --input`,
  )
}
