import { dirname, resolve } from 'node:path'
import type { Command } from './command.ts'
import { loadPlan } from './load-flow.ts'
import { readArguments } from './read-arguments.ts'
import { readParameters } from './read-parameters.ts'
import { UsageError } from './usage-error.ts'

const help = `Usage: millrace run FLOW [options]

Runs a flow. With --input it replays a recording and sends nothing; without, it runs live until it is
stopped (Ctrl-C).

Live:
  --broker URL        the broker of connection "default", such as mqtt://127.0.0.1:1883
  --connections FILE  named connections: { "plant": { "url": "mqtts://...", "username": ..., ... } }

Replay:
  --input FILE        arrivals as NDJSON, or - for stdin; what reaches a sink goes to stdout as NDJSON
  --no-flush          do not let all time pass at the end of the input
  --dead-letters FILE write dead letters as NDJSON

Both:
  --param NAME=VALUE  a value for one of the flow's parameters; may be given several times
  --help              print this text`

const options = {
  input: { type: 'string' },
  'no-flush': { type: 'boolean' },
  'dead-letters': { type: 'string' },
  broker: { type: 'string' },
  connections: { type: 'string' },
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
    const plan = loadPlan(file, readParameters(values.param ?? []))
    if (values.input !== undefined) {
      const { runReplay } = await import('./run-replay.ts')
      const flush = values['no-flush'] !== true
      return runReplay(plan, { input: values.input, flush, deadLetters: values['dead-letters'] })
    }
    const replayOnly = (['no-flush', 'dead-letters'] as const).find((name) => values[name] !== undefined)
    if (replayOnly !== undefined) throw new UsageError(`--${replayOnly} is for a replay; it needs --input`)
    const { readConnections } = await import('./read-connections.ts')
    const { runLive } = await import('./run-live.ts')
    return runLive(plan, readConnections(values.broker, values.connections), dirname(resolve(file)))
  },
}
