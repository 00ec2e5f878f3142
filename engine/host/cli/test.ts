import { formatProblem } from '../../core/check/format-problem.ts'
import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { Failure } from '../../core/model/failure.ts'
import type { FlowTest } from '../../core/model/flow.ts'
import { runFlowTest } from '../workers/flow-test.ts'
import { visibleJson } from '../workers/visible-json.ts'
import type { Command } from './command.ts'
import { describeLetter } from './dead-letter-report.ts'
import { linesOfTest } from './lines-of-test.ts'
import { type CheckWith, flowFileChecks } from './load-flow.ts'
import { readArguments } from './read-arguments.ts'
import { showDifference } from './show-difference.ts'
import { UsageError } from './usage-error.ts'

const help = `Usage: millrace test FLOW... [options]

Runs the tests that flows hold ("tests" in the document): each replays its input and compares what the
sinks would send, or what leaves a node by a port, in order. An expectation names only the fields that
matter to it. A dead letter that no test expects is a failure. Ends with 1 if a test fails; a flow without
tests is named, and no failure.

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
    const untested: string[] = []
    for (const file of positionals) {
      const ofFile = await testFile(file)
      if (ofFile.length === 0) untested.push(file)
      for (const report of ofFile) {
        reports.push(report)
        if (values.json !== true) print(report)
      }
    }
    const failed = reports.filter(({ passed }) => !passed).length
    if (values.json === true) console.log(visibleJson(reports, 2))
    else if (reports.length > 0) console.log(`${reports.length - failed} passed, ${failed} failed`)
    if (untested.length > 0)
      console.error(`no tests in ${untested.join(', ')}; "millrace docs tests" says how to write them`)
    return failed === 0 ? 0 : 1
  },
}

async function testFile(file: string): Promise<readonly TestReport[]> {
  const check = flowFileChecks(file)
  const { problems, flow } = check({})
  const errors = problems.filter(({ severity }) => severity === 'error')
  // A parameter without a value is one that each test gives.
  const hopeless = errors.filter(({ place }) => place[0] !== 'parameters')
  if (flow === undefined || hopeless.length > 0) {
    for (const problem of errors) console.error(formatProblem(problem, file))
    throw new UsageError(`${file} has errors and was not tested`)
  }
  const reports: TestReport[] = []
  for (const one of flow.tests ?? []) reports.push(await testOne(file, one, check))
  return reports
}

async function testOne(file: string, one: FlowTest, check: CheckWith): Promise<TestReport> {
  const report = (why: readonly string[]): TestReport => ({
    file,
    test: one.name,
    passed: why.length === 0,
    why,
  })
  const { plan, problems } = check(one.parameters ?? {})
  if (plan === undefined) return report(problems.map((problem) => formatProblem(problem, file)))
  try {
    const { sinks, deadLetters, deadLetterCount } = await runFlowTest(plan, one, linesOfTest(file, one))
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

function print({ file, test, passed, why }: TestReport): void {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${file}: ${test}`)
  for (const line of why) console.log(`     ${line}`)
}
