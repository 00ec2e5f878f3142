import { catalog } from '../catalog.ts'
import { checkFlow } from '../check/check-flow.ts'
import type { Json } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import type { Operator } from '../operator/operator.ts'
import type { Plan } from '../operator/plan.ts'
import { FlowRun } from './flow-run.ts'

/** The plan of a flow given as nodes and wires; throws its problems where it has any. */
export function planOf(
  nodes: Readonly<Record<string, Readonly<Record<string, Json>>>>,
  wires: readonly (readonly [string, string])[],
  more: readonly Operator[] = [],
): Plan {
  const all = new Map([...catalog, ...more.map((operator) => [operator.type, operator] as const)])
  const checked = checkFlow(JSON.stringify({ millrace: 1, id: 'test', nodes, wires }), all)
  if (checked.plan === undefined) throw new Error(checked.problems.map(({ message }) => message).join('\n'))
  return checked.plan
}

/** A run whose ports are watched. */
export interface Watched {
  readonly run: FlowRun
  /** What has left by the ports, as `port: payload @ time`, in the order of the elements that caused it. */
  all(): string[]
  /** The same, since it was last asked for. */
  take(): string[]
}

/** A running flow of which some ports (`node.port`) are watched. */
export function watch(plan: Plan, ports: readonly string[], run: FlowRun = new FlowRun(plan)): Watched {
  const seen: { readonly ordinal: number; readonly text: string }[] = []
  for (const name of ports) {
    const [node = '', port = ''] = name.split('.')
    run.tap(node, port).subscribe(({ events, ordinals }) => {
      for (const [at, { payload, time }] of events.entries()) {
        seen.push({ ordinal: ordinals[at] ?? -1, text: `${name}: ${JSON.stringify(payload)} @ ${time}` })
      }
    })
  }
  let taken = 0
  // Batches are told port by port; the order of the elements is in their ordinals.
  const ordered = (from: number): string[] =>
    seen
      .slice(from)
      .sort((a, b) => a.ordinal - b.ordinal)
      .map(({ text }) => text)
  return {
    run,
    all: () => ordered(0),
    take() {
      const fresh = ordered(taken)
      taken = seen.length
      return fresh
    },
  }
}

/** An event for a source. */
export const event = (node: string, time: number, payload: Json, at = time, topic = 'k'): Arrival => ({
  kind: 'event',
  node,
  at,
  time,
  payload,
  topic,
})

export const wallAt = (at: number): Arrival => ({ kind: 'wall', at })
