import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { Json } from '../../core/model/json.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { median, spread } from '../statistics.ts'
import { layOut } from '../table.ts'

/*
 * What a long window costs: one key, five events a second over two hours, and a result each second. Each kind gives the
 * same number of results as the first; the ratio says how much more it takes.
 */

const seconds = 7_200
const perSecond = 5
const rounds = 5

const aggregates = { mean: '$average(payload.c)', most: '$max(payload.c)', n: '$count($)' }
const hopping = (size: string) => ({ type: 'window', shape: 'hopping', size, every: '1s', aggregates })

const kinds: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'tumbling 1 s': { type: 'window', size: '1s', aggregates },
  'hopping 10 s every 1 s': hopping('10s'),
  'hopping 1 m every 1 s': hopping('1m'),
  'hopping 10 m every 1 s': hopping('10m'),
  'hopping 1 h every 1 s': hopping('1h'),
}

const arrivals: readonly Arrival[] = Array.from({ length: seconds * perSecond }, (_, at) => ({
  kind: 'event',
  node: 'in',
  at: at * (1_000 / perSecond),
  time: at * (1_000 / perSecond),
  payload: { c: (at * 7_919) % 100 },
}))

function planOf(node: Readonly<Record<string, Json>>): Plan {
  const source = { type: 'file-in', path: 'x.ndjson', idle: 'never', maxAhead: 'never' }
  const flow = { millrace: 1, id: 'bench', nodes: { in: source, it: node }, wires: [['in', 'it']] }
  const { plan, problems } = checkFlow(JSON.stringify(flow), catalog)
  if (plan === undefined) throw new Error(problems.map(({ message }) => message).join('\n'))
  return plan
}

/** ms for all events, in batches; throws where results are missing. */
function timeOf(plan: Plan): number {
  const run = new FlowRun(plan)
  let results = 0
  run.tap('it', 'out').subscribe(({ events }) => (results += events.length))
  const started = performance.now()
  for (let at = 0; at < arrivals.length; at += 256) run.feed(arrivals.slice(at, at + 256))
  const taken = performance.now() - started
  if (results < seconds - 2) throw new Error(`expected ${seconds} results, got ${results}`)
  return taken
}

const plans = Object.entries(kinds).map(([name, node]) => ({
  name,
  plan: planOf(node),
  times: [] as number[],
}))
for (let round = 0; round <= rounds; round++)
  for (const { plan, times } of plans) {
    const time = timeOf(plan)
    if (round > 0) times.push(time)
  }
const [first] = plans
const rows = plans.map(({ name, times }) => [
  name,
  `${((1_000 * arrivals.length) / median(times) / 1_000).toFixed(0)} k/s`,
  `± ${(50 * spread(times)).toFixed(0)} %`,
  median(times.map((time, round) => time / (first?.times[round] ?? Number.NaN))).toFixed(2),
])
console.log(layOut([['window', 'events', 'spread', 'times the first'], ...rows]))
