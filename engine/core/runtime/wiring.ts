import type { Plan, PlannedNode } from '../operator/plan.ts'
import type { Batch } from './batch.ts'
import { BatchStream } from './batch-stream.ts'
import type { Track } from './frontier.ts'
import { HookRunner } from './hook-runner.ts'
import { OperatorNode } from './operator-node.ts'
import { operatorNode, trackOf } from './operator-tracks.ts'
import type { OutPort } from './out-port.ts'
import type { Outbox } from './outbox.ts'
import { reach } from './reach.ts'
import type { TimersBelow } from './source-clocks.ts'
import { SourceNode } from './source-node.ts'
import type { Wire } from './wire.ts'

/** A running node. Each of its ports passes one batch a turn, perhaps empty. */
export interface WiredNode {
  readonly id: string
  readonly runner: HookRunner
  readonly running: SourceNode | OperatorNode
  readonly outlets: readonly Outlet[]
  readonly wires: readonly Wire[]
  /** What has come by each of its wires in this turn. */
  readonly inbox: Batch[]
  /** It asks, and is answered: what comes so stands in the inbox behind what comes by wires. */
  readonly asks: boolean
  /** It has inputs, and nothing is wired to them. */
  readonly isApart: boolean
}

/** A port, the wires its batches leave by, and the stream for those who look on. */
export interface Outlet {
  readonly port: OutPort
  readonly targets: { readonly inbox: Batch[]; readonly wire: number }[]
  readonly stream: BatchStream
}

export interface Wired {
  /** Sources first, and each node behind those it is wired from: so they do their turns. */
  readonly nodes: readonly WiredNode[]
  readonly sources: readonly (WiredNode & { readonly running: SourceNode })[]
  readonly byId: ReadonlyMap<string, WiredNode>
  /** The nodes that events of a source can reach. */
  readonly downstream: ReadonlyMap<string, readonly WiredNode[]>
}

/** Makes the nodes of a plan and connects them. */
export function wire(plan: Plan, seed: number, outbox: Outbox): Wired {
  const byId = new Map<string, WiredNode>()
  const tracks = new Map<string, Track>()
  const heads = plan.nodes.filter(({ operator }) => Object.keys(operator.inputs).length === 0)
  const downstream = reach(
    plan,
    heads.map(({ id }) => id),
  )
  const spans = new Map<string, number>()
  const longestBelow = new Map<string, number>()
  /** Done once all nodes are there. */
  const waitFor: (() => void)[] = []

  for (const planned of plan.nodes) {
    const runner = new HookRunner(plan, planned, seed, outbox)
    const outlets = [...runner.ports.values()].map((port): Outlet => ({
      port,
      targets: [],
      stream: new BatchStream(),
    }))
    const wires = wiresOf(planned)
    spans.set(planned.id, planned.operator.span(runner.values))
    const running = runner.inputs.size === 0 ? source(planned, runner) : operatorNode(runner, wires, tracks)
    tracks.set(planned.id, trackOf(planned.id, running, wires, tracks))
    const isApart = wires.length === 0 && running instanceof OperatorNode
    const asks = runner.answers !== undefined
    byId.set(planned.id, { id: planned.id, runner, running, outlets, wires, inbox: [], asks, isApart })
  }

  for (const find of waitFor) find()

  for (const { wires, inbox } of byId.values()) {
    for (const [wire, { from, port }] of wires.entries()) {
      outletOf(byId, from, port).targets.push({ inbox, wire })
      if (port === 'error') byId.get(from)?.runner.wireErrors()
    }
  }
  const nodes = [...byId.values()]
  const sources = nodes.filter(isSource)
  return {
    nodes: [...sources, ...nodes.filter((node) => !isSource(node))],
    byId,
    sources,
    downstream: new Map(
      [...downstream].map(([id, ids]) => [id, ids.flatMap((below) => byId.get(below) ?? [])]),
    ),
  }

  function source(planned: PlannedNode, runner: HookRunner): SourceNode {
    const out = runner.ports.values().next().value as OutPort // every source declares its port first
    const within = downstream.get(planned.id) ?? []
    const ofAll: OperatorNode[] = []
    const perKey: OperatorNode[] = []
    const timers: TimersBelow = {
      ofAll: (watermark) => least(ofAll, (node) => node.timerAfter(watermark)),
      ofKey: (watermark, key) => least(perKey, (node) => node.timerAfterOf(key, watermark)),
    }
    waitFor.push(() => {
      for (const id of within) {
        const node = byId.get(id)?.running
        if (node instanceof OperatorNode && node.runner.isKeyed)
          (node.keepsTimePerKey ? perKey : ofAll).push(node)
      }
    })
    return new SourceNode(runner, out, () => longest(planned.id), timers)
  }

  /** The longest sum of spans on a way from a node to the end of the flow, ms. */
  function longest(id: string): number {
    if (longestBelow.size === 0) {
      for (const node of plan.nodes.toReversed()) {
        const own = (longestBelow.get(node.id) ?? 0) + (spans.get(node.id) ?? 0)
        for (const { from } of wiresOf(node))
          longestBelow.set(from, Math.max(longestBelow.get(from) ?? 0, own))
      }
    }
    return longestBelow.get(id) ?? 0
  }
}

/** The least of what nodes say; Infinity where there is none. A loop, since it is asked for each key. */
function least(nodes: readonly OperatorNode[], of: (node: OperatorNode) => number): number {
  let found = Number.POSITIVE_INFINITY
  for (const node of nodes) found = Math.min(found, of(node))
  return found
}

/** A node's wires in the order in which events of one ordinal are merged: by the node and port they come from. */
function wiresOf({ inputs }: PlannedNode): Wire[] {
  const wires = Object.entries(inputs).flatMap(([input, ends]) =>
    ends.map(({ node, port }) => ({ from: node, port, input })),
  )
  return wires.sort((a, b) => compare(a.from, b.from) || compare(a.port, b.port))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const isSource = (node: WiredNode): node is WiredNode & { readonly running: SourceNode } =>
  node.running instanceof SourceNode

/** A node's port; throws where there is none. */
export function outletOf(nodes: ReadonlyMap<string, WiredNode>, node: string, port: string): Outlet {
  const outlet = nodes.get(node)?.outlets.find((one) => one.port.name === port)
  if (outlet === undefined) throw new Error(`there is no port ${node}.${port} in this flow`)
  return outlet
}
