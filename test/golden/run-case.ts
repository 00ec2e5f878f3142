import { catalog } from '../../engine/core/catalog.ts'
import { checkFlow } from '../../engine/core/check/check-flow.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { Arrival } from '../../engine/core/operator/arrival.ts'
import type { Plan } from '../../engine/core/operator/plan.ts'
import { canonicalText } from '../../engine/core/operators/canonical-text.ts'
import { FlowRun } from '../../engine/core/runtime/flow-run.ts'
import { adapterOf } from './adapter.ts'
import { type Adapter, fieldOf, type GoldenArrival, type GoldenCase, type Left, ms } from './golden-case.ts'
import { combined } from './kinds/watermark.ts'

/** How the arrivals of a case are fed. */
export interface Way {
  readonly name: string
  /** How many at once. */
  readonly batch: number
  /** The flow is saved, and another one goes on, before each arrival and at the end. */
  readonly restarts: boolean
}

export const ways: readonly Way[] = [
  { name: 'all at once', batch: Number.POSITIVE_INFINITY, restarts: false },
  { name: 'in twos', batch: 2, restarts: false },
  { name: 'in ones', batch: 1, restarts: false },
  { name: 'in ones, with a restart between any two', batch: 1, restarts: true },
]

/** What a case should give and has given, as sorted or ordered lines; equal where all is well. */
export interface Compared {
  readonly expected: readonly string[]
  readonly found: readonly string[]
}

/** Runs a case one way. Throws where it cannot be said in a flow. */
export function runCase(one: GoldenCase, way: Way): Compared {
  if (one.kind === 'watermark') return compare(one, { out: risen(one, way.restarts) })
  const adapter = adapterOf(one)
  const plan = planOf(one, flowOf(adapter))
  const left = run(plan, adapter, one.arrivals, way)
  const by = (...ports: readonly string[]): readonly Left[] =>
    left.filter(({ port }) => ports.includes(port)).sort((a, b) => a.ordinal - b.ordinal)
  return compare(one, {
    out: adapter.rows(by(...adapter.ports)),
    late: by('late').map((row) => adapter.lateRow?.(row) ?? row.payload),
    timeout: adapter.rows(by('timeout')),
    error: by('error').map(({ payload }) => payload),
  })
}

function risen(one: GoldenCase, restarts: boolean): readonly Json[] {
  if (one.spec['kind'] === 'combine') return combined(one, restarts)
  const source = { type: 'file-in', path: 'case.ndjson', outOfOrder: ms(Number(one.spec['delay'])), ...still }
  const plan = planOf(one, { nodes: { in: source }, wires: [] })
  const flow = new FlowRun(plan)
  const rises: { watermark: number }[] = []
  for (const { time, value = {} } of one.arrivals) {
    if (time === undefined) continue
    flow.feed([{ kind: 'event', node: 'in', at: 0, time, payload: value }])
    const { watermark = Number.NEGATIVE_INFINITY } = flow.ledger()['in'] ?? {}
    if (watermark > (rises.at(-1)?.watermark ?? Number.NEGATIVE_INFINITY)) rises.push({ watermark })
  }
  return rises
}

/** Sources whose time is what a case says, and nothing else. */
const still = { idle: 'never', maxAhead: 'never' }

function flowOf({ type, settings, keys }: Adapter): JsonObject {
  const sources = Object.entries(keys).map(([input, fields]) => [
    `from-${input}`,
    {
      type: 'file-in',
      path: 'case.ndjson',
      outOfOrder: '100000d',
      ...still,
      ...(fields.length === 0 ? {} : { key: `[${fields.map(orNull).join(', ')}]` }),
    },
  ])
  return {
    nodes: { ...(Object.fromEntries(sources) as JsonObject), it: { type, ...settings } },
    wires: Object.keys(keys).map((input) => [`from-${input}`, `it.${input}`]),
  }
}

/** What is missing is a part of the key as null. */
const orNull = (field: string): string => `($exists(${fieldOf(field)}) ? ${fieldOf(field)} : null)`

function planOf({ name }: GoldenCase, parts: JsonObject): Plan {
  const checked = checkFlow(JSON.stringify({ millrace: 1, id: 'golden', ...parts }), catalog)
  if (checked.plan !== undefined) return checked.plan
  const errors = checked.problems.filter(({ severity }) => severity === 'error')
  throw new Error(`${name}: ${errors.map(({ node, message }) => `${node ?? ''}: ${message}`).join('; ')}`)
}

function run(plan: Plan, adapter: Adapter, given: readonly GoldenArrival[], way: Way): readonly Left[] {
  const left: Left[] = []
  const start = (snapshot?: string): FlowRun => {
    const flow = new FlowRun(plan, snapshot === undefined ? {} : { snapshot: JSON.parse(snapshot) as never })
    for (const port of [...adapter.ports, 'late', 'timeout', 'error'])
      if (port === 'error' || plan.nodes.some(({ id, operator }) => id === 'it' && port in operator.outputs))
        flow.tap('it', port).subscribe(({ events, ordinals }) => {
          for (const [at, { payload, key, time, properties }] of events.entries()) {
            const input = properties?.['in'] ?? null
            left.push({ port, ordinal: ordinals[at] ?? -1, payload, key: key as Json, time, input })
          }
        })
    return flow
  }
  let flow = start()
  const arrivals = given.flatMap((one) => arrivalOf(one, adapter))
  for (let at = 0; at < arrivals.length; at += way.batch) {
    if (way.restarts) flow = start(JSON.stringify(flow.snapshot()))
    flow.feed(arrivals.slice(at, at + way.batch))
  }
  if (way.restarts) flow = start(JSON.stringify(flow.snapshot()))
  if (given.some(({ end }) => end === true)) flow.end()
  return left
}

function arrivalOf(one: GoldenArrival, { keys, payload }: Adapter): readonly Arrival[] {
  const { in: input = Object.keys(keys)[0] ?? 'in', time, value, watermark } = one
  const node = `from-${input}`
  if (watermark !== undefined) return [{ kind: 'watermark', node, at: 0, watermark }]
  if (time === undefined) return []
  const properties = { in: input }
  return [{ kind: 'event', node, at: 0, time, payload: payload?.(one) ?? value ?? null, properties }]
}

interface Rows {
  readonly out: readonly Json[]
  readonly late?: readonly Json[]
  readonly timeout?: readonly Json[]
  readonly error?: readonly Json[]
}

function compare({ expect, ordered = false }: GoldenCase, found: Rows): Compared {
  const lines = (name: string, rows: readonly Json[] = [], inOrder = false): readonly string[] => {
    const texts = rows.map((row) => `${name} ${canonicalText(row)}`)
    return inOrder ? texts : texts.sort()
  }
  const all = (rows: Rows): readonly string[] => [
    ...lines('out', rows.out, ordered),
    // What a case says nothing of may be as it likes.
    ...(expect.late === undefined ? [] : lines('late', rows.late)),
    ...(expect.timeout === undefined ? [] : lines('timeout', rows.timeout)),
    ...lines('error', rows.error),
  ]
  const { out, late, timeout } = expect
  const wanted: Rows = {
    out,
    ...(late === undefined ? {} : { late }),
    ...(timeout === undefined ? {} : { timeout }),
  }
  return { expected: all(wanted), found: all(found) }
}
