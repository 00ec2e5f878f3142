import { createReadStream, realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { formatProblem } from '../../core/check/format-problem.ts'
import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { Failure } from '../../core/model/failure.ts'
import type { FlowTest } from '../../core/model/flow.ts'
import type { Json } from '../../core/model/json.ts'
import { textLines } from '../connectors/file/text-lines.ts'
import { runFlowTest } from '../workers/flow-test.ts'
import type { Command } from './command.ts'
import { describeLetter } from './dead-letter-report.ts'
import { fileProblem } from './file-problem.ts'
import { readFlowFile } from './load-flow.ts'
import { readArguments } from './read-arguments.ts'
import { showDifference } from './show-difference.ts'
import { UsageError } from './usage-error.ts'

const help = `Usage: millrace test FLOW... [options]

Runs the tests that flows hold ("tests" in the document): each replays its input and compares what the
sinks would send, or what leaves a node by a port, in order. An expectation names only the fields that
matter to it. A dead letter that no test expects is a failure. Ends with 1 if a test fails.

Options:
  --json  print the results as one JSON list
  --help  print this text`

interface TestReport {
  readonly file: string
  readonly test: string
  readonly passed: boolean
  /** Why not, line by line. */
  readonly why: readonly string[]
}

export const test: Command = {
  help,
  run: async (args) => {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } })
    if (positionals.length === 0) {
      throw new UsageError('test: expected the files of flows, such as millrace test my.flow.json')
    }
    const reports: TestReport[] = []
    for (const file of positionals) {
      for (const report of await testFile(file)) {
        reports.push(report)
        if (values.json !== true) print(report)
      }
    }
    const failed = reports.filter(({ passed }) => !passed).length
    if (values.json === true) console.log(JSON.stringify(reports, null, 2))
    else console.log(`${reports.length - failed} passed, ${failed} failed`)
    return failed === 0 ? 0 : 1
  },
}

async function testFile(file: string): Promise<readonly TestReport[]> {
  const { problems, flow } = readFlowFile(file)
  const errors = problems.filter(({ severity }) => severity === 'error')
  // A parameter without a value is one that each test gives.
  const hopeless = errors.filter(({ place }) => place[0] !== 'parameters')
  if (flow === undefined || hopeless.length > 0) {
    for (const problem of errors) console.error(formatProblem(problem, file))
    throw new UsageError(`${file} has errors and was not tested`)
  }
  const reports: TestReport[] = []
  for (const one of flow.tests ?? []) reports.push(await testOne(file, one))
  if (reports.length === 0) console.error(`${file}: the flow has no tests`)
  return reports
}

async function testOne(file: string, one: FlowTest): Promise<TestReport> {
  const report = (why: readonly string[]): TestReport => ({
    file,
    test: one.name,
    passed: why.length === 0,
    why,
  })
  const { plan, problems } = readFlowFile(file, one.parameters ?? {})
  if (plan === undefined) return report(problems.map((problem) => formatProblem(problem, file)))
  try {
    const { sinks, deadLetters, deadLetterCount } = await runFlowTest(plan, one, linesOf(file, one))
    const differences = sinks.filter(({ passed }) => !passed).flatMap(showDifference)
    if (deadLetterCount === 0) return report(differences)
    const [first] = deadLetters
    return report([
      ...differences,
      `dead letters that the test does not expect: ${deadLetterCount}`,
      ...deadLetters.map((letter) => `  ${describeLetter(letter)}`),
      ...(first === undefined ? [] : [remedy(first)]),
    ])
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof UsageError)) throw error
    return report([error.message])
  }
}

/** How to say that a dead letter is meant to be. */
function remedy({ node, problem }: DeadLetter): string {
  return `  if that is meant to be: "expect": { "${node}.error": [{ "problem": { "code": "${problem.code}" } }] }`
}

/** The lines of a test's input, or of the recording beside the flow. */
async function* linesOf(
  file: string,
  { input, recording }: FlowTest,
): AsyncGenerator<readonly (string | Json)[]> {
  if (recording === undefined) {
    yield input ?? []
    return
  }
  const path = recordingPath(file, recording)
  try {
    for await (const lines of textLines(createReadStream(path))) yield lines.map(({ text }) => text ?? '')
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? fileProblem(recording, error) : error
  }
}

/** Where a recording lies. Neither its name nor a link may lead out of the folder of the flow. */
function recordingPath(file: string, recording: string): string {
  const folder = realpathSync(dirname(resolve(file)))
  let path: string
  try {
    path = realpathSync(resolve(folder, recording))
  } catch {
    path = resolve(folder, recording) // it is not there, which is told when it is opened
  }
  const inside = relative(folder, path)
  if (!inside.startsWith('..') && !isAbsolute(inside)) return path
  throw new UsageError(`recording: expected a file in the folder of the flow, got ${recording}`)
}

function print({ file, test, passed, why }: TestReport): void {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${file}: ${test}`)
  for (const line of why) console.log(`     ${line}`)
}
