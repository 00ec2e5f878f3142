import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { Failure } from '../../core/model/failure.ts'
import type { FlowTest } from '../../core/model/flow.ts'
import { parseDuration } from '../../core/model/duration.ts'
import { parseInstant } from '../../core/model/instant.ts'
import { isObject, type Json } from '../../core/model/json.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { covers } from './covers.ts'
import { ArrivalReader } from './recording/arrival-reader.ts'
import { replay } from './replay.ts'
import { expectedOf, tapPort } from './test-taps.ts'

/** What a test has found at one sink, or at one port of a node. */
export interface SinkResult {
  readonly sink: string
  readonly passed: boolean
  readonly expected: readonly Json[]
  readonly got: readonly Json[]
}

export interface FlowTestResult {
  readonly sinks: readonly SinkResult[]
  /** Dead letters that nobody expected, up to a few: with one of them the test has failed. */
  readonly deadLetters: readonly DeadLetter[]
  readonly deadLetterCount: number
}

const keptLetters = 3

/**
 * Runs one of a flow's own tests: what each sink named sends, and what leaves by each port named, must be what is
 * expected, in order; of each, the fields that the test names are compared. A dead letter that leaves by no wired port
 * and is not expected of its node (`node.error`) fails the test. `lines` are groups of lines of a recording, as text or
 * as JSON. Throws a `Failure` for a line that can't be used.
 */
export async function runFlowTest(
  plan: Plan,
  test: FlowTest,
  lines: AsyncIterable<readonly (string | Json)[]>,
): Promise<FlowTestResult> {
  const got = new Map<string, Json[]>(Object.keys(test.expect).map((name) => [name, []]))
  const deadLetters: DeadLetter[] = []
  let deadLetterCount = 0
  await replay(
    plan,
    arrivals(new ArrivalReader(plan), lines),
    {
      begin: (run) => {
        for (const [name, lines] of got) {
          const expected = expectedOf(plan, name)
          if (expected.kind === 'port') tapPort(run, expected, (line) => lines.push(line))
        }
      },
      sent: (line) => {
        if (expectedOf(plan, line.node).kind === 'sent') got.get(line.node)?.push(line)
      },
      deadLetter: (letter) => {
        if (got.has(`${letter.node}.error`)) return
        deadLetterCount++
        if (deadLetters.length < keptLetters) deadLetters.push(letter)
      },
      settle: () => undefined,
    },
    { flush: test.ends !== false },
  )
  const sinks = Object.entries(test.expect).map(([sink, expected]): SinkResult => {
    const had = got.get(sink) ?? []
    const wanted = expected.map(withTimes)
    const passed = had.length === wanted.length && wanted.every((line, at) => covers(had[at], line))
    return { sink, passed, expected: wanted, got: had }
  })
  return { sinks, deadLetters, deadLetterCount }
}

/** An expectation may say times as the input may: "10s" from the beginning of 1970, or as an instant. */
function withTimes(line: Json): Json {
  if (!isObject(line)) return line
  const times = ['time', 'at'].flatMap((name): [string, Json][] => {
    const value = line[name]
    const read = typeof value === 'string' ? (parseDuration(value) ?? parseInstant(value)) : undefined
    return read === undefined ? [] : [[name, read]]
  })
  return { ...line, ...Object.fromEntries(times) } as Json // an object of JSON, with other numbers
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
