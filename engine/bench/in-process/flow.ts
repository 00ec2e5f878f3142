import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { EventArrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { arrivals, limit, type Result, size } from './job.ts'

const nodes = {
  readings: { type: 'file-in', path: 'readings.ndjson', idle: 'never', maxAhead: 'never' },
  warm: { type: 'filter', condition: `payload.c > ${limit}` },
  fahrenheit: { type: 'map', payload: '{ "f": payload.c * 1.8 + 32 }' },
  average: { type: 'window', size: `${size}ms`, aggregates: { f: '$average(payload.f)' } },
}

const wires = [
  ['readings', 'warm'],
  ['warm.pass', 'fahrenheit'],
  ['fahrenheit', 'average'],
]

/** The job as a flow. */
export const plan: Plan = planOf({ nodes, wires })

/**
 * The same in a process that has run many flows. The engine has prepared places for so many expressions, which V8 makes
 * fast one by one; those beyond share a place.
 */
export function planAmongMany(): Plan {
  for (const first of [plan, diamond]) new FlowRun(first).nextInstant()
  for (let at = 0; at < 100; at++) {
    const filters = { type: 'filter', condition: `payload.field${at} > ${at}` }
    const maps = { type: 'map', payload: `{ "other${at}": payload.field${at} * ${at} }` }
    const other = planOf({
      nodes: { ...nodes, filters, maps },
      wires: [...wires, ['average', 'filters'], ['filters.pass', 'maps']],
    })
    // They have to run, or V8 learns nothing of them.
    const given = arrivals(500, 10).map((arrival, n) => ({
      ...arrival,
      payload: { [`field${at}`]: n, c: n % 100 },
    }))
    withFlow(other, given, 50)
  }
  return planOf({ nodes, wires })
}

/** Ten nodes with a diamond: both halves of the readings go their ways and meet again before the average. */
export const diamond: Plan = planOf({
  nodes: {
    ...nodes,
    sound: { type: 'filter', condition: 'payload.c >= 0' },
    halves: { type: 'filter', condition: 'payload.c % 2 = 0' },
    even: { type: 'map', payload: '{ "c": payload.c, "even": true }' },
    odd: { type: 'map', payload: '{ "c": payload.c, "even": false }' },
    known: { type: 'filter', condition: '$exists(payload.even)' },
    hot: { type: 'filter', condition: 'payload.f > 200' },
  },
  wires: [
    ['readings', 'sound'],
    ['sound.pass', 'warm'],
    ['warm.pass', 'halves'],
    ['halves.pass', 'even'],
    ['halves.rest', 'odd'],
    ['even', 'known'],
    ['odd', 'known'],
    ['known.pass', 'fahrenheit'],
    ['fahrenheit', 'average'],
    ['average', 'hot'],
  ],
})

function planOf(body: { readonly nodes: object; readonly wires: readonly unknown[] }): Plan {
  const checked = checkFlow(JSON.stringify({ millrace: 1, id: 'bench', ...body }), catalog)
  if (checked.plan === undefined) throw new Error(JSON.stringify(checked.problems, undefined, 2))
  return checked.plan
}

/** Feeds a running flow in batches and counts what leaves its window. */
export function withFlow(of: Plan, given: readonly EventArrival[], batch: number): Result {
  const run = new FlowRun(of)
  const result: Result = { results: 0, total: 0 }
  run.tap('average', 'out').subscribe(({ events }) => {
    result.results += events.length
    for (const { payload } of events) result.total += (payload as { readonly f: number }).f
  })
  for (let at = 0; at < given.length; at += batch) run.feed(given.slice(at, at + batch))
  run.end()
  return result
}
