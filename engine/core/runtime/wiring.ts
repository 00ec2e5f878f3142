import type { Plan, PlannedNode } from '../operator/plan.ts'
import { type Batch, WatermarkBuilder, type Watermarks } from './batch.ts'
import { BatchStream } from './batch-stream.ts'
import { overAll } from './frontier-all.ts'
import { overEachKey } from './frontier-per-key.ts'
import { type Frontier, passing, type Track } from './frontier.ts'
import { HookRunner, type InputPort } from './hook-runner.ts'
import { OperatorNode } from './operator-node.ts'
import type { OutPort } from './out-port.ts'
import type { Outbox } from './outbox.ts'
import type { TimersBelow } from './source-clocks.ts'
import { SourceNode } from './source-node.ts'
import type { Turn } from './turn.ts'

/** A running node with its ports as streams of batches: one batch a turn, perhaps empty. */
export interface WiredNode {
  readonly id: string
  readonly runner: HookRunner
  readonly running: SourceNode | OperatorNode
  readonly outlets: readonly Outlet[]
  readonly wires: readonly Wire[]
}

/** A port and the stream its batches leave by. */
export interface Outlet {
  readonly port: OutPort
  readonly stream: BatchStream
}

export interface Wire {
  readonly from: string
  readonly port: string
  readonly input: string
}

export interface Wired {
  readonly nodes: readonly WiredNode[]
  readonly sources: readonly (WiredNode & { readonly running: SourceNode })[]
  readonly byId: ReadonlyMap<string, WiredNode>
  /** The nodes that events of a source can reach. */
  readonly downstream: ReadonlyMap<string, readonly WiredNode[]>
}

/**
 * Makes the nodes of a plan and connects them with RxJS: a port is an Observable of batches, a node with several wires
 * waits for all of them, since each passes one batch a turn. `turn` gives the turn at hand.
 */
export function wire(plan: Plan, seed: number, outbox: Outbox, turn: () => Turn): Wired {
  const byId = new Map<string, WiredNode>()
  const tracks = new Map<string, Track>()
  const downstream = reach(plan)
  const spans = new Map<string, number>()
  const longestBelow = new Map<string, number>()
  /** Done once all nodes are there. */
  const waitFor: (() => void)[] = []

  for (const planned of plan.nodes) {
    const runner = new HookRunner(plan, planned, seed, outbox)
    const outlets = [...runner.ports.values()].map((port) => ({ port, stream: new BatchStream() }))
    const wires = wiresOf(planned)
    spans.set(planned.id, planned.operator.span(runner.values))
    const running = runner.inputs.size === 0 ? source(planned, runner) : operator(runner, wires, tracks)
    tracks.set(planned.id, trackOf(planned.id, running, wires, tracks))
    byId.set(planned.id, { id: planned.id, runner, running, outlets, wires })
  }

  for (const find of waitFor) find()

  const nodes = [...byId.values()]
  for (const { wires } of nodes) {
    for (const { from, port } of wires) {
      const above = byId.get(from)
      if (above !== undefined && port === 'error') above.runner.errorsAreWired = true
    }
  }
  for (const node of nodes) {
    const { running, wires } = node
    if (running instanceof SourceNode || wires.length === 0) continue
    const run = (batches: readonly Batch[]): void => {
      listen(node)
      send(node, running.process(turn(), batches))
    }
    const streams = wires.map(({ from, port }) => streamOf(byId, from, port))
    whenAllHavePassed(streams, run)
  }
  const wired = (ids: ReadonlySet<string>): WiredNode[] => nodes.filter(({ id }) => ids.has(id))
  return {
    nodes,
    byId,
    sources: nodes.filter(
      (node): node is WiredNode & { running: SourceNode } => node.running instanceof SourceNode,
    ),
    downstream: new Map([...downstream].map(([id, ids]) => [id, wired(ids)])),
  }

  function source(planned: PlannedNode, runner: HookRunner): SourceNode {
    const out = runner.ports.values().next().value as OutPort // every source declares its port first
    const within = downstream.get(planned.id) ?? new Set()
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

/** Each stream passes one batch a turn; once the last has, all of them are there, in the order of the streams. */
function whenAllHavePassed(streams: readonly BatchStream[], run: (batches: readonly Batch[]) => void): void {
  const batches: Batch[] = []
  let missing = streams.length
  for (const [at, stream] of streams.entries()) {
    stream.listen((batch) => {
      batches[at] = batch
      if (--missing > 0) return
      missing = streams.length
      run(batches)
    })
  }
}

/** Before a node does its turn: it collects for those ports that someone wants to hear. */
export function listen({ outlets }: WiredNode): void {
  for (let at = 0; at < outlets.length; at++) {
    const { port, stream } = outlets[at] as Outlet
    port.listened = stream.isHeard
  }
}

/** Sends on what a node has made in its turn. */
export function send({ outlets }: WiredNode, watermarks: Watermarks): void {
  for (let at = 0; at < outlets.length; at++) {
    const { port, stream } = outlets[at] as Outlet
    if (port.listened) stream.next(port.take(watermarks))
  }
}

/** What a node that nothing is wired to says of time: it holds nobody back. */
export function unwired(turn: Turn): Watermarks {
  const moves = new WatermarkBuilder(false)
  const time = turn.kind === 'end' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  moves.add(turn.ordinal, time, undefined, true)
  return moves
}

function operator(
  runner: HookRunner,
  wires: readonly Wire[],
  tracks: ReadonlyMap<string, Track>,
): OperatorNode {
  const inputOf = wires.map(({ input }) => runner.inputs.get(input) as InputPort) // the plan names declared inputs
  const found = wires.map(({ from }) => tracks.get(from) as Track) // nodes stand behind those they are wired from
  const trackWires = found.flatMap(({ id }, wire) =>
    found.findIndex((track) => track.id === id) === wire ? [wire] : [],
  )
  const distinct = trackWires.map((wire) => found[wire] as Track)
  return new OperatorNode(runner, frontierFor(runner, distinct), inputOf, trackWires)
}

function frontierFor(runner: HookRunner, tracks: readonly Track[]): Frontier {
  const [only] = tracks
  const acrossKeys =
    runner.isKeyed &&
    [...runner.inputs.values()].some(({ reads, per }) => reads !== 'key' || per !== undefined)
  if (only === undefined) return passing(false)
  if (tracks.length === 1 && !(only.perKey && acrossKeys)) return passing(only.perKey)
  if (!acrossKeys && tracks.every(({ perKey }) => perKey)) return overEachKey(tracks)
  return overAll(tracks)
}

function trackOf(
  id: string,
  running: SourceNode | OperatorNode,
  wires: readonly Wire[],
  tracks: ReadonlyMap<string, Track>,
): Track {
  if (running instanceof SourceNode) return { id, perKey: running.perKey, idle: running.idle }
  const from = wires.map((wire) => tracks.get(wire.from) as Track) // see `operator`
  const [first] = from
  if (first === undefined) return { id, perKey: false, idle: 0 }
  if (running.frontier.passes) return first
  return { id, perKey: running.frontier.perKey, idle: Math.max(...from.map(({ idle }) => idle)) }
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

/** The stream of a node's port; throws where there is none. */
export function streamOf(nodes: ReadonlyMap<string, WiredNode>, node: string, port: string): BatchStream {
  const outlet = nodes.get(node)?.outlets.find((one) => one.port.name === port)
  if (outlet === undefined) throw new Error(`there is no port ${node}.${port} in this flow`)
  return outlet.stream
}

/** For each node, those that its events can reach. */
function reach(plan: Plan): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>()
  for (const { id, inputs } of plan.nodes.toReversed()) {
    const own = reached.get(id) ?? new Set()
    reached.set(id, own)
    for (const { node } of Object.values(inputs).flat()) {
      const above = reached.get(node) ?? new Set()
      reached.set(node, above)
      above.add(id)
      for (const below of own) above.add(below)
    }
  }
  return reached
}
