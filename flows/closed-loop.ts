import { readFileSync } from 'node:fs'
import { catalog } from '../engine/core/catalog.ts'
import { checkFlow } from '../engine/core/check/check-flow.ts'
import type { Json } from '../engine/core/model/json.ts'
import type { EventArrival } from '../engine/core/operator/arrival.ts'
import { FlowRun } from '../engine/core/runtime/flow-run.ts'
import type { NodeLedger } from '../engine/core/runtime/ledger.ts'
import type { Command, Domain, Message } from '../engine/host/simulator/domain.ts'
import { seededRandom } from '../engine/host/simulator/seeded-random.ts'

/** When a loop begins: an arbitrary instant, so that times look like times. */
export const began = Date.UTC(2026, 0, 5, 6)

export interface Sent {
  /** Seconds since the loop began. */
  readonly at: number
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Loop {
  readonly sent: readonly Sent[]
  readonly measured: readonly Sent[]
  /** What reached the flow, as lines of a recording. */
  readonly arrivals: readonly EventArrival[]
  readonly deadLetters: number
  readonly ledger: Readonly<Record<string, NodeLedger>>
}

/**
 * Runs a flow against the simulated plant without a broker and in no time: what the plant publishes arrives at the
 * flow's sources, what the flow sends as a command is obeyed in the plant's next step.
 */
export function closedLoop<State>(
  file: string,
  domain: Domain<State>,
  seconds: number,
  { seed = 1, obeys = true }: { readonly seed?: number; readonly obeys?: boolean } = {},
): Loop {
  const run = new FlowRun(planOf(file))
  const sources = sourcesOf(file)
  const sent: Sent[] = []
  const measured: Sent[] = []
  const arrivals: EventArrival[] = []
  let commands: Command[] = []
  let deadLetters = 0
  let now = began
  run.results.subscribe((result) => {
    deadLetters += result.deadLetters.length
    for (const { delivery } of result.outgoing) {
      const { topic = '', payload } = delivery
      sent.push({ at: (now - began) / 1000, topic, payload: payload as Sent['payload'] })
      const [group, id = '', kind] = topic.split('/')
      if (obeys && `${group}/+/${kind}` === domain.commands)
        commands.push({ id, payload: payload as Sent['payload'] })
    }
  })
  const random = seededRandom(seed)
  let state = domain.initial()
  for (; now < began + seconds * 1000; now += domain.period) {
    const obeyed = commands
    commands = []
    const step = domain.step(state, obeyed, now, domain.period / 1000, random)
    state = step.state
    const arrived = step.messages.flatMap((message) => arrivalOf(message, sources, now))
    arrivals.push(...arrived)
    for (const { topic, payload } of step.messages) {
      measured.push({ at: (now - began) / 1000, topic, payload: payload as Sent['payload'] })
    }
    run.feed(arrived)
    run.advance(now)
  }
  return { sent, measured, arrivals, deadLetters, ledger: run.ledger() }
}

function planOf(file: string) {
  const { plan, problems } = checkFlow(readFileSync(file, 'utf8'), catalog)
  if (plan === undefined) throw new Error(`${file}: ${problems.map(({ message }) => message).join('; ')}`)
  return plan
}

/** The mqtt-in nodes of a flow with what their topics match. */
function sourcesOf(file: string): readonly (readonly [node: string, matches: RegExp])[] {
  const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as {
    nodes: Record<string, { type: string; topic?: string }>
  }
  return Object.entries(nodes).flatMap(([id, { type, topic = '' }]) =>
    type === 'mqtt-in'
      ? [[id, new RegExp(`^${topic.replaceAll(/\{\w+\}|\+/g, '[^/]+').replace('#', '.*')}$`)] as const]
      : [],
  )
}

function arrivalOf(
  { topic, payload }: Message,
  sources: readonly (readonly [string, RegExp])[],
  at: number,
): EventArrival[] {
  return sources.flatMap(([node, matches]) =>
    matches.test(topic) ? [{ kind: 'event', node, at, topic, payload: payload as Json }] : [],
  )
}
