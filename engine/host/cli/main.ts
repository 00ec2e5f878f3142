import { nearestNames } from '../../core/check/nearest.ts'
import { Failure } from '../../core/model/failure.ts'
import { blankArguments } from '../connectors/connections/without-credentials.ts'
import type { Command, ExitCode } from './command.ts'
import { fileProblem } from './file-problem.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'

/** Loaded when they are asked for: a replay needs no broker, and a check no connection. */
const commands: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  start: {
    summary: 'start a broker, a simulated plant and the example flows',
    load: async () => (await import('./start.ts')).start,
  },
  run: {
    summary: 'run a flow, live or over a recording',
    load: async () => (await import('./run.ts')).run,
  },
  check: {
    summary: 'say what is wrong or doubtful in flows',
    load: async () => (await import('./check.ts')).check,
  },
  test: { summary: "run flows' own tests", load: async () => (await import('./test.ts')).test },
  docs: {
    summary: 'print how flows are written, and what each operator does',
    load: async () => (await import('./docs.ts')).docs,
  },
}

const help = `Usage: millrace <command> [options]

Commands:
${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`)
  .join('\n')}

Options:
  --version  print the version and stop
  --help     print this text and stop; millrace <command> --help says more of a command`

async function main([first, ...rest]: readonly string[]): Promise<ExitCode> {
  if (first === undefined) throw new UsageError(`expected a command\n${help}`)
  if (first === '--help' || first === '-h') return say(help)
  if (first === 'help') return say(await helpFor(rest[0]))
  if (first === '--version' || first === '-v' || first === '-V' || first === 'version') return say(version())
  const entry = Object.hasOwn(commands, first) ? commands[first] : undefined
  if (entry === undefined) throw unknownCommand(first)
  const command = await entry.load()
  if (rest.includes('--help') || rest.includes('-h')) return say(command.help)
  return command.run(rest)
}

async function helpFor(name: string | undefined): Promise<string> {
  if (name === undefined) return help
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry === undefined) throw unknownCommand(name)
  return (await entry.load()).help
}

function say(text: string): ExitCode {
  console.log(text)
  return 0
}

function unknownCommand(name: string): UsageError {
  const names = Object.keys(commands)
  const near = nearestNames()(name, names)
  const what = name.startsWith('-') ? 'option' : 'command'
  const hint = near === undefined ? '' : `; did you mean ${near}?`
  return new UsageError(
    `there is no ${what} ${name}${hint}\nThere are: ${names.join(', ')}, --version, --help`,
  )
}

/** What went wrong, in a line; with MILLRACE_DEBUG set, with its stack. What was given is shown without passwords. */
function explain(error: unknown): string {
  return blankArguments(textOf(error), process.argv.slice(2))
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return (process.env['MILLRACE_DEBUG'] === undefined ? undefined : error.stack) ?? error.message
}

// Who reads us may stop doing so (`| head`); that is no fault, and what there is to say is still said by the exit code.
let outputFailed = false
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  if (!outputFailed) console.error(`millrace: ${fileProblem('standard output', error).message}`)
  outputFailed = true
})
process.on('exit', () => {
  if (outputFailed) process.exitCode ||= 1
})
process.stderr.on('error', () => {})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const text = explain(error)
  if (!outputFailed || !text.startsWith('standard output: ')) console.error(`millrace: ${text}`)
  process.exitCode = error instanceof UsageError || error instanceof Failure ? 2 : 1
  // What was begun before it failed, such as a server, must not hold the process.
  setTimeout(() => process.exit(), 100).unref()
}
