import { readFileSync } from 'node:fs'
import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { Json } from '../../core/model/json.ts'
import type { EventArrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import type { FlowRun } from '../../core/runtime/flow-run.ts'
import type { AuctionEvent } from './generator.ts'

/** The queries that there are as flows, in `flows`. */
// prettier-ignore
export const queries = [
  'q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q7', 'q8', 'q9', 'q11', 'q12', 'q13', 'q14', 'q15', 'q16', 'q17', 'q18', 'q19', 'q20', 'q21', 'q22',
] as const
export type Query = (typeof queries)[number]

/** What leaves a query leaves this node, by the port `out`. */
export const resultNode = 'result'

/** The flow of a query. Of the parameters those that it has are taken. Throws where the flow is not in order. */
export function planOf(query: Query, parameters: Readonly<Record<string, Json>>): Plan {
  const text = readFileSync(new URL(`flows/${query}.flow.json`, import.meta.url), 'utf8')
  const { parameters: declared } = JSON.parse(text) as { readonly parameters: object }
  const own = Object.entries(parameters).filter(([name]) => Object.hasOwn(declared, name))
  const checked = checkFlow(text, catalog, { parameters: Object.fromEntries(own) })
  if (checked.plan === undefined) throw new Error(`${query}: ${JSON.stringify(checked.problems, null, 2)}`)
  return checked.plan
}

/** Which of the events reach a flow: those of its own sources. */
export function sourcesOf(plan: Plan): ReadonlySet<string> {
  return new Set(plan.nodes.filter(({ operator }) => operator.category === 'source').map(({ id }) => id))
}

export const arrivalOf = ({ source, payload }: AuctionEvent): EventArrival => ({
  kind: 'event',
  node: source,
  at: 0,
  payload,
})

/** How many rows the table of query 13 has: one for each remainder of an auction's number. */
const tableRows = 10_000

/** The table that query 13 looks into: all of its rows, from the beginning of time. */
export const tableArrivals: readonly EventArrival[] = Array.from({ length: tableRows }, (_, key) => ({
  kind: 'event',
  node: 'table',
  at: 0,
  payload: { key, value: `value ${key}`, dateTime: 0 },
}))

/** Reads the table to its end, where a flow has one. */
export function feedTable(run: FlowRun, plan: Plan): void {
  if (!sourcesOf(plan).has('table')) return
  run.feed(tableArrivals)
  run.feed([{ kind: 'watermark', node: 'table', at: 0, watermark: Number.POSITIVE_INFINITY }])
}
