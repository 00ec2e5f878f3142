import { Failure } from '../../../core/model/failure.ts'
import { isInYears } from '../../../core/model/instant.ts'
import { describe, isObject, type Json, type JsonObject } from '../../../core/model/json.ts'
import { isKey, type Key } from '../../../core/model/event.ts'
import { recordedFields } from '../../../core/model/recorded-fields.ts'
import { readTime } from '../../../core/model/written-time.ts'
import type { Arrival } from '../../../core/operator/arrival.ts'
import type { Plan } from '../../../core/operator/plan.ts'
import { remains } from '../../connectors/decode.ts'
import { whyNoText } from '../../connectors/file/why-no-text.ts'
import { demandSafe } from '../../connectors/json-border.ts'

/**
 * Reads the lines of a recording, in their order, as arrivals of a flow:
 * `{ "node", "topic"?, "payload", "time"?, "at"?, "properties"? }`, `{ "node", "watermark", "key"? }`,
 * `{ "node", "answer", "key"?, "payload"?, "problem"? }` (to the question of this name), `{ "at" }`.
 *
 * A line without `at` arrives when it happened: at the greatest time so far, be it an `at`, a `time`, or what the
 * source's setting `time` finds.
 * Times are ms since the epoch, durations since then ("10s"), or ISO 8601 instants.
 * A payload that a live source would refuse becomes a dead letter here as well.
 */
export class ArrivalReader {
  private readonly sources: ReadonlySet<string>
  /** The nodes that can be answered. */
  private readonly asking: ReadonlySet<string>

  constructor(plan: Plan) {
    this.sources = new Set(
      plan.nodes.filter(({ operator }) => operator.category === 'source').map(({ id }) => id),
    )
    this.asking = new Set(plan.nodes.filter(({ operator }) => operator.asks).map(({ id }) => id))
  }

  /** Reads one line; throws a `Failure` that says what is wrong with it. */
  read(text: string): Arrival {
    let line: unknown
    try {
      line = JSON.parse(text)
    } catch (error) {
      const noText = whyNoText(text)
      if (noText !== undefined) throw new Failure(noText.code, noText.message)
      throw new Failure('not-json', `expected one JSON object on the line (${(error as Error).message})`)
    }
    return this.arrival(line, text)
  }

  /** The same from a value that was read before, as a flow's own tests have them. */
  arrival(line: unknown, text = JSON.stringify(line)): Arrival {
    if (!isObject(line)) throw new Failure('not-an-object', `expected an object, got ${describe(line)}`)
    const unknown = Object.keys(line).find((name) => !recordedFields.includes(name))
    if (unknown !== undefined) {
      throw new Failure(
        'unknown-field',
        `there is no field ${describe(unknown)}; there are ${recordedFields.join(', ')}`,
      )
    }
    const given = instant(line['at'], 'at')
    const time = instant(line['time'], 'time')
    const at = given === undefined ? {} : { at: given }
    if (line['node'] === undefined) return wall(line, given)
    if ('answer' in line) return answer(line, this.asker(line['node']), at)
    const node = this.source(line['node'])
    if ('watermark' in line) return watermark(line, node, at)
    return event(line, node, at, time, text)
  }

  private asker(node: unknown): string {
    if (typeof node === 'string' && this.asking.has(node)) return node
    const known = [...this.asking].join(', ')
    const there = known === '' ? 'this flow has none' : `there is ${known}`
    throw new Failure('unknown-node', `there is no node ${describe(node)} that asks for anything; ${there}`)
  }

  private source(node: unknown): string {
    if (typeof node === 'string' && this.sources.has(node)) return node
    const known = [...this.sources]
    throw new Failure(
      'unknown-source',
      `there is no source ${describe(node)}; ${known.length === 0 ? 'this flow has none' : `there is ${known.join(', ')}`}`,
    )
  }
}

interface At {
  readonly at?: number
}

function wall(line: Readonly<Record<string, unknown>>, at: number | undefined): Arrival {
  if (at === undefined || Object.keys(line).length > 1) {
    throw new Failure('no-node', 'expected "node", the id of the source it arrived at, or nothing but "at"')
  }
  return { kind: 'wall', at }
}

function answer(line: Readonly<Record<string, unknown>>, node: string, at: At): Arrival {
  const { answer: question, payload = null, problem } = line
  if (typeof question !== 'string')
    throw new Failure('not-a-text', `answer: expected the name of a question, got ${describe(question)}`)
  const found = { kind: 'answer', node, ...at, key: keyOf(line['key']) ?? null, question } as const
  if (problem === undefined) {
    demandSafe(payload, 1)
    return { ...found, payload: payload as Json } // it was parsed as JSON
  }
  if (!isObject(problem) || typeof problem['code'] !== 'string')
    throw new Failure('not-an-object', `problem: expected { "code", "message" }, got ${describe(problem)}`)
  const { code, message = code } = problem
  return { ...found, payload: null, problem: { code: String(code), message: String(message) } }
}

function watermark(line: Readonly<Record<string, unknown>>, node: string, at: At): Arrival {
  if ('payload' in line) throw new Failure('two-kinds', 'expected either "payload" or "watermark", got both')
  const time = instant(line['watermark'], 'watermark')
  if (time === undefined) throw new Failure('not-a-time', 'watermark: expected ms since the epoch')
  const key = keyOf(line['key'])
  return { kind: 'watermark', node, ...at, watermark: time, ...(key === undefined ? {} : { key }) }
}

function event(
  line: Readonly<Record<string, unknown>>,
  node: string,
  at: At,
  time: number | undefined,
  text: string,
): Arrival {
  const { topic, payload, properties } = line
  if (payload === undefined) throw new Failure('no-payload', 'expected "payload" (null where there is none)')
  if ('key' in line) {
    throw new Failure(
      'key-of-event',
      'the key of an event comes from the source\'s setting "key"; take it out',
    )
  }
  if (topic !== undefined && typeof topic !== 'string') {
    throw new Failure('not-a-text', `topic: expected text, got ${describe(topic)}`)
  }
  if (properties !== undefined && !isObject(properties)) {
    throw new Failure('not-an-object', `properties: expected an object, got ${describe(properties)}`)
  }
  const more = topic === undefined ? {} : { topic }
  try {
    demandSafe(payload, 1)
    demandSafe(properties, 1)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const problem = { code: error.code, message: error.message }
    return { kind: 'failed', node, ...at, payload: remains(Buffer.from(text)), problem, ...more }
  }
  return {
    kind: 'event',
    node,
    ...at,
    payload: payload as Json, // it was parsed as JSON
    ...more,
    ...(time === undefined ? {} : { time }),
    ...(properties === undefined ? {} : { properties: properties as JsonObject }),
  }
}

function instant(value: unknown, field: string): number | undefined {
  if (value === undefined) return undefined
  const read = readTime(value)
  if (read === undefined) {
    throw new Failure(
      'not-a-time',
      `${field}: expected whole ms since the epoch, a duration since then such as "10s", or an instant such as ` +
        `"2026-01-31T12:00:00Z", got ${describe(value)}`,
    )
  }
  if (isInYears(read)) return read
  throw new Failure(
    'bad-time',
    `${field}: expected a time in the years 0 to 9999, got ${describe(value)}: is it in microseconds or nanoseconds?`,
  )
}

function keyOf(value: unknown): Key | undefined {
  if (value === undefined || isKey(value)) return value
  throw new Failure('not-a-key', `key: expected a text, a number or a list of them, got ${describe(value)}`)
}
