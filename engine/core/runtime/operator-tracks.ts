import type { Frontier, Track } from './frontier.ts'
import { passing } from './frontier.ts'
import { overAll } from './frontier-all.ts'
import { overEachKey } from './frontier-per-key.ts'
import type { HookRunner, InputPort } from './hook-runner.ts'
import { OperatorNode } from './operator-node.ts'
import { SourceNode } from './source-node.ts'
import type { Wire } from './wire.ts'

/** The running node of an operator, with the frontier that the tracks of its wires ask for. */
export function operatorNode(
  runner: HookRunner,
  wires: readonly Wire[],
  tracks: ReadonlyMap<string, Track>,
): OperatorNode {
  const inputOf = wires.map(({ input }) => runner.inputs.get(input) as InputPort) // the plan names declared inputs
  if (runner.answers !== undefined) inputOf.push(runner.answers)
  const found = wires.map(({ from }) => tracks.get(from) as Track) // nodes stand behind those they are wired from
  // A table is what it is at the moment: its time holds nobody back.
  const counts = (wire: number): boolean => inputOf[wire]?.reads !== 'table'
  const trackWires = found.flatMap(({ id }, wire) =>
    counts(wire) && found.findIndex((track, other) => track.id === id && counts(other)) === wire
      ? [wire]
      : [],
  )
  const distinct = trackWires.map((wire) => found[wire] as Track)
  return new OperatorNode(runner, frontierFor(runner, distinct), inputOf, trackWires)
}

function frontierFor(runner: HookRunner, tracks: readonly Track[]): Frontier {
  const [only] = tracks
  const acrossKeys =
    runner.isKeyed &&
    [...runner.inputs.values()].some(({ reads, per }) => reads === 'all' || per !== undefined)
  if (only === undefined) return passing(false)
  if (tracks.length === 1 && !(only.perKey && acrossKeys)) return passing(only.perKey)
  if (!acrossKeys && tracks.every(({ perKey }) => perKey)) return overEachKey(tracks)
  return overAll(tracks)
}

/** The track that a node's ports carry. */
export function trackOf(
  id: string,
  running: SourceNode | OperatorNode,
  wires: readonly Wire[],
  tracks: ReadonlyMap<string, Track>,
): Track {
  if (running instanceof SourceNode) return { id, perKey: running.perKey, idle: running.idle }
  const from = wires
    .filter(({ input }) => running.runner.inputs.get(input)?.reads !== 'table')
    .map((wire) => tracks.get(wire.from) as Track) // see `operatorNode`
  const [first] = from
  if (first === undefined) return { id, perKey: false, idle: 0 }
  if (running.passes) return first
  return { id, perKey: running.frontier.perKey, idle: Math.max(...from.map(({ idle }) => idle)) }
}
