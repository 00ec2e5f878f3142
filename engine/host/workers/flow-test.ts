import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { Failure } from '../../core/model/failure.ts'
import type { FlowTest } from '../../core/model/flow.ts'
import type { Json } from '../../core/model/json.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { covers } from './covers.ts'
import type { OutgoingLine } from './outgoing-line.ts'
import { ArrivalReader } from './recording/arrival-reader.ts'
import { replay } from './replay.ts'

/** What a test has found at one sink. */
export interface SinkResult {
  readonly sink: string
  readonly passed: boolean
  readonly expected: readonly Json[]
  readonly got: readonly OutgoingLine[]
}

export interface FlowTestResult {
  readonly sinks: readonly SinkResult[]
  /** Dead letters, up to a few: they explain most failures. */
  readonly deadLetters: readonly DeadLetter[]
  readonly deadLetterCount: number
}

const keptLetters = 3

/**
 * Runs one of a flow's own tests: the outputs of each sink named must be those expected, in order; of each, the fields
 * that the test names are compared. `lines` are groups of lines of a recording, as text or as JSON. Throws a `Failure`
 * for a line that can't be used.
 */
export async function runFlowTest(
  plan: Plan,
  test: FlowTest,
  lines: AsyncIterable<readonly (string | Json)[]>,
): Promise<FlowTestResult> {
  const sent = new Map<string, OutgoingLine[]>(Object.keys(test.expect).map((sink) => [sink, []]))
  const deadLetters: DeadLetter[] = []
  let deadLetterCount = 0
  await replay(
    plan,
    arrivals(new ArrivalReader(plan), lines),
    {
      sent: (line) => sent.get(line.node)?.push(line),
      deadLetter: (letter) => {
        deadLetterCount++
        if (deadLetters.length < keptLetters) deadLetters.push(letter)
      },
      settle: () => undefined,
    },
    { flush: test.ends !== false },
  )
  const sinks = Object.entries(test.expect).map(([sink, expected]): SinkResult => {
    const got = sent.get(sink) ?? []
    const passed = got.length === expected.length && expected.every((line, at) => covers(got[at], line))
    return { sink, passed, expected, got }
  })
  return { sinks, deadLetters, deadLetterCount }
}

async function* arrivals(
  reader: ArrivalReader,
  lines: AsyncIterable<readonly (string | Json)[]>,
): AsyncGenerator<readonly Arrival[]> {
  let number = 0
  for await (const group of lines) {
    const arrivals: Arrival[] = []
    for (const line of group) {
      number++
      if (typeof line === 'string' && line.trim() === '') continue
      try {
        arrivals.push(typeof line === 'string' ? reader.read(line) : reader.arrival(line))
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        throw new Failure(error.code, `line ${number} of the input: ${error.message}`)
      }
    }
    yield arrivals
  }
}
