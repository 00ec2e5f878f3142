import type { Json } from './json.ts'

/** The format of flow documents that this engine writes and reads. */
export const flowFormat = 1

/** A flow as it stands in its file. `check` says whether what was read is one. */
export interface Flow {
  /** Where an editor finds the JSON Schema; the engine does not read it. */
  readonly $schema?: string
  readonly millrace: number
  readonly id: string
  readonly name?: string
  readonly note?: string
  readonly parameters?: Readonly<Record<string, Parameter>>
  readonly nodes: Readonly<Record<string, FlowNode>>
  readonly wires: readonly Wire[]
  readonly subflows?: Readonly<Record<string, Subflow>>
  readonly layout?: Readonly<Record<string, Json>>
  readonly tests?: readonly FlowTest[]
  /** What one evaluation of an expression may use, where that is not the usual. */
  readonly bounds?: Readonly<Record<string, number>>
}

/**
 * A node: its type, what it is called, and its settings beside them. `was` names the id it had before. `version` is
 * that of the operator the settings were written for; without it 1, so that files from before there was another open.
 */
export interface FlowNode {
  readonly type: string
  readonly label?: string
  readonly note?: string
  readonly was?: string
  readonly version?: number
  readonly [setting: string]: Json | undefined
}

/** From an output to an input, each `node` (its first port) or `node.port`. */
export type Wire = readonly [from: string, to: string]

export interface Parameter {
  readonly type: 'number' | 'text' | 'boolean' | 'duration' | 'json'
  readonly default?: Json
  readonly summary?: string
}

/**
 * Nodes that are used as one. Its ports lead to ports of the nodes inside; a node whose type is `subflow:NAME` uses it
 * and gives values for its parameters.
 */
export interface Subflow {
  readonly name?: string
  readonly parameters?: Readonly<Record<string, Parameter>>
  readonly inputs?: Readonly<Record<string, string>>
  readonly outputs?: Readonly<Record<string, string>>
  readonly nodes: Readonly<Record<string, FlowNode>>
  readonly wires: readonly Wire[]
  readonly layout?: Readonly<Record<string, Json>>
}

/**
 * A recording and what must come out of the sinks; `recording` names a file beside the flow's. Where `ends` is false, the
 * input pauses at its end, and what is still open stays so; otherwise all time passes.
 */
export interface FlowTest {
  readonly name: string
  readonly parameters?: Readonly<Record<string, Json>>
  readonly input?: readonly Json[]
  readonly recording?: string
  readonly ends?: boolean
  readonly expect: Readonly<Record<string, readonly Json[]>>
}
