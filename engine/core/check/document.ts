import type { Bounds } from '../expression/bounds.ts'
import type { Json } from '../model/json.ts'
import type { Path } from './tree.ts'

/** A flow document whose shape was checked: what could be read of it, each part with its place. */
export interface FlowDocument extends Body {
  readonly id: string
  readonly subflows: ReadonlyMap<string, Body>
  readonly tests: readonly DocumentTest[]
  /** What its expressions may use, where that is not the usual. */
  readonly bounds: Partial<Bounds>
}

/** Nodes and wires with their parameters: the flow itself, or one of its subflows. */
export interface Body {
  readonly place: Path
  /** The name of the subflow; undefined for the flow itself. */
  readonly subflow: string | undefined
  readonly parameters: ReadonlyMap<string, DeclaredParameter>
  readonly nodes: ReadonlyMap<string, DocumentNode>
  readonly wires: readonly DocumentWire[]
  /** Some of its nodes or wires could not be read, which was reported: what is not there may well be meant to be. */
  readonly isPartial: { readonly nodes: boolean; readonly wires: boolean }
  readonly inputs: ReadonlyMap<string, string>
  readonly outputs: ReadonlyMap<string, string>
}

export interface DocumentNode {
  readonly id: string
  readonly place: Path
  /** Undefined where it could not be read. */
  readonly type: string | undefined
  readonly was: string | undefined
  readonly version: number
  readonly settings: ReadonlyMap<string, Json>
}

export interface DocumentWire {
  readonly place: Path
  readonly from: string
  readonly to: string
}

export type ParameterType = 'number' | 'text' | 'boolean' | 'duration' | 'json'

export interface DeclaredParameter {
  readonly name: string
  readonly place: Path
  /** Undefined where it could not be read. */
  readonly type: ParameterType | undefined
  /** Undefined where there is none. */
  readonly default: Json | undefined
}

/** A line of a test's input: the source that something comes in at, and the topic it comes under. */
export interface FedLine {
  readonly node: string
  /** It is the answer to a question of the node. */
  readonly isAnswer: boolean
  readonly topic: string | undefined
}

export interface DocumentTest {
  readonly place: Path
  readonly parameters: ReadonlyMap<string, Json>
  /** What its input feeds, by the index of the line. */
  readonly fed: ReadonlyMap<number, FedLine>
  /** The nodes, or ports of nodes, that something is expected of, with the names of the fields of each result. */
  readonly expected: ReadonlyMap<string, readonly (readonly string[])[]>
}
