import type { JsonObject } from '../../core/model/json.ts'
import type { EventArrival } from '../../core/operator/arrival.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { percentile } from '../statistics.ts'
import { byHand } from './by-hand.ts'
import { arrivalOf, feedTable, planOf, type Query, resultNode, sourcesOf } from './flow-plan.ts'
import { type AuctionEvent, eventsOf, longestAuction } from './generator.ts'

const rounds = 3
/** How many events of the house there are in a round, before the rounds, and for the latency. Flows get those of their sources. */
const events = 500_000
const warmUp = 500_000
const alone = 100_000
const batch = 256
/** So many events are made at a time, so that memory is that of the flow. */
const chunk = 50_000

const house = { seed: 42, eventsPerSecond: 10_000, begin: Date.UTC(2026, 2, 14, 12) }

export interface Measured {
  /** Events a second, round by round; by hand, where there is such a script. */
  readonly speeds: readonly number[]
  readonly byHand: readonly number[]
  /** How long it took until all was out that came of one event fed alone: in µs, for half of the events and for 99 %. */
  readonly half: number
  readonly most: number
  /** What the flow held at the end of its input, and what the process had at most, in bytes. */
  readonly held: number
  readonly peak: number
}

/** What both ways have to come to. */
interface Outcome {
  results: number
  total: number
}

interface Subject {
  readonly feed: (arrivals: readonly EventArrival[]) => void
  readonly end: () => void
  readonly outcome: Outcome
}

/** Measures a query. The process should do nothing else, and know `gc`. */
export function measure(query: Query): Measured {
  const longest = longestAuction(house.eventsPerSecond) + 1
  const parameters = { longest: `${longest}ms`, before: `-${longest}ms`, after: `${longest}ms` }
  const plan = planOf(query, parameters)
  const sources = sourcesOf(plan)
  const script = byHand[query]

  const flow = (): Subject => {
    const run = new FlowRun(plan)
    const outcome = { results: 0, total: 0 }
    run.tap(resultNode, 'out').subscribe((results) => {
      for (const { payload } of results.events) count(outcome, payload as JsonObject)
    })
    feedTable(run, plan)
    return { feed: (arrivals) => run.feed(arrivals), end: () => run.end(), outcome }
  }
  const hand = (): Subject | undefined => {
    const outcome = { results: 0, total: 0 }
    const own = script?.((payload) => count(outcome, payload), longest)
    if (own === undefined) return undefined
    return {
      feed: (arrivals) => {
        for (const { node, payload } of arrivals) own.take({ source: node, payload } as AuctionEvent)
      },
      end: own.end,
      outcome,
    }
  }

  time(flow(), warmUp, batch, sources)
  const before = heap()
  const speeds: number[] = []
  const handSpeeds: number[] = []
  let held = 0
  for (let round = 0; round < rounds; round++) {
    const subject = flow()
    speeds.push(time(subject, events, batch, sources))
    if (round === 0) held = heap() - before
    subject.end()
    const other = hand()
    if (other === undefined) continue
    handSpeeds.push(time(other, events, batch, sources))
    other.end()
    agree(query, subject.outcome, other.outcome)
  }
  const durations: number[] = []
  time(flow(), alone, 1, sources, durations)
  durations.sort((a, b) => a - b)
  return {
    speeds,
    byHand: handSpeeds,
    half: 1_000 * percentile(durations, 0.5),
    most: 1_000 * percentile(durations, 0.99),
    held,
    peak: process.resourceUsage().maxRSS * 1024,
  }
}

function count(outcome: Outcome, payload: JsonObject): void {
  outcome.results++
  outcome.total += Number(payload['price'] ?? payload['bids'] ?? 0)
}

/** Feeds what so many events hold for these sources; gives how many a second were handled. `each` gets how long each call took, ms. */
function time(
  { feed }: Subject,
  wanted: number,
  size: number,
  sources: ReadonlySet<string>,
  each?: number[],
): number {
  const source = eventsOf(house)
  let spent = 0
  let fed = 0
  for (let done = 0; done < wanted; done += chunk) {
    const own = Array.from({ length: chunk }, () => source.next().value)
      .filter((event) => sources.has(event.source))
      .map(arrivalOf)
    const pieces = Array.from({ length: Math.ceil(own.length / size) }, (_, at) =>
      own.slice(at * size, (at + 1) * size),
    )
    fed += own.length
    // Twice, and they are no longer young: so what is collected while they are fed is what feeding them has made.
    for (let times = 0; times < 2; times++) globalThis.gc?.({ type: 'minor' })
    const began = performance.now()
    if (each === undefined) for (const piece of pieces) feed(piece)
    else for (const piece of pieces) each.push(timed(feed, piece))
    spent += performance.now() - began
  }
  return (fed * 1_000) / spent
}

function timed(feed: Subject['feed'], piece: readonly EventArrival[]): number {
  const began = performance.now()
  feed(piece)
  return performance.now() - began
}

function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

function agree(query: Query, one: Outcome, other: Outcome): void {
  const isClose = Math.abs(one.total - other.total) <= 1e-9 * Math.abs(one.total)
  if (one.results !== other.results || !isClose)
    throw new Error(
      `${query}: the flow came to ${JSON.stringify(one)}, the script to ${JSON.stringify(other)}`,
    )
}
