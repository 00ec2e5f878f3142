import type { Event } from '../../engine/core/model/event.ts'
import type { Json } from '../../engine/core/model/json.ts'
import type { Arrival } from '../../engine/core/operator/arrival.ts'
import type { Plan } from '../../engine/core/operator/plan.ts'
import { FlowRun } from '../../engine/core/runtime/flow-run.ts'
import type { NodeLedger } from '../../engine/core/runtime/ledger.ts'
import { keyProperty } from './example-script.ts'

/** What left the operator under test, by port; `sent` is what a sink sent, `error` the codes of dead letters. */
export type Outcome = Readonly<Record<string, readonly Json[]>>

export interface Ran {
  readonly outcome: Outcome
  readonly ledger: Readonly<Record<string, NodeLedger>>
}

/** How a run is cut: the lengths of the calls to `feed`, one after the other. */
export type Cut = (left: number) => number

export const together: Cut = (left) => left
export const inPieces =
  (size: number): Cut =>
  () =>
    size
export function atRandom(seed: number): Cut {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return 1 + (state % 5)
  }
}

/** Runs a plan over arrivals; `restoreBefore` says before which of them the run is saved and a new one goes on. */
export function run(
  plan: Plan,
  arrivals: readonly Arrival[],
  cut: Cut,
  ends: boolean,
  restoreBefore: (at: number) => boolean = () => false,
): Ran {
  const outcome: Record<string, Json[]> = {}
  let flow = start(plan, outcome)
  for (let at = 0; at < arrivals.length;) {
    if (restoreBefore(at)) flow = restart(plan, flow, outcome)
    let to = Math.min(arrivals.length, at + cut(arrivals.length - at))
    for (let inner = at + 1; inner < to; inner++) if (restoreBefore(inner)) to = inner
    flow.feed(arrivals.slice(at, to))
    at = to
  }
  if (restoreBefore(arrivals.length)) flow = restart(plan, flow, outcome)
  if (ends) flow.end()
  return { outcome, ledger: flow.ledger() }
}

function restart(plan: Plan, flow: FlowRun, outcome: Record<string, Json[]>): FlowRun {
  const saved = JSON.stringify(flow.snapshot())
  const again = start(plan, outcome, saved)
  const savedAgain = JSON.stringify(again.snapshot())
  if (saved !== savedAgain)
    throw new Error(`what was restored is not what was saved:\n${saved}\n${savedAgain}`)
  return again
}

function start(plan: Plan, outcome: Record<string, Json[]>, saved?: string): FlowRun {
  const flow = new FlowRun(plan, saved === undefined ? {} : { snapshot: JSON.parse(saved) as never })
  const subject = plan.nodes.find(({ id }) => id === 'subject')
  for (const port of Object.keys(subject?.operator.outputs ?? {})) {
    flow.tap('subject', port).subscribe(({ events, ordinals }) => {
      for (const [at, event] of events.entries())
        add(outcome, port, { ordinal: ordinals[at] ?? -1, ...plain(event) })
    })
  }
  flow.results.subscribe(({ outgoing, deadLetters }) => {
    for (const { node, delivery, key, time } of outgoing) {
      if (node === 'subject') add(outcome, 'sent', { ...delivery, key, time } as Json)
    }
    for (const { problem } of deadLetters) add(outcome, 'error', problem.code)
  })
  return flow
}

function add(outcome: Record<string, Json[]>, port: string, what: Json): void {
  outcome[port] = [...(outcome[port] ?? []), what]
}

export function plain({ payload, topic, key, time, properties }: Event): { [field: string]: Json } {
  const { [keyProperty]: _key, ...rest } = properties ?? {}
  return {
    payload,
    key,
    time,
    ...(topic === undefined ? {} : { topic }),
    ...(Object.keys(rest).length === 0 ? {} : { properties: rest }),
  } as { [field: string]: Json }
}
