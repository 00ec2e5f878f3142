import type { NodeSettings } from './check-settings.ts'
import type { OperatorUse } from './checked-body.ts'
import type { Scope } from './scope.ts'
import type { Path } from './tree.ts'

/** A flow without subflows: every node in each use, in the order of the document. */
export interface Inlined {
  readonly nodes: readonly InlinedNode[]
  readonly wires: readonly InlinedWire[]
  /** False where it was too large: then nothing can be said of the whole. */
  readonly whole: boolean
}

export interface InlinedNode {
  /** `use/node` inside a subflow. */
  readonly id: string
  /** The id whose state it takes over. */
  readonly was: { readonly id: string; readonly place: Path } | undefined
  readonly use: OperatorUse
  /** Undefined where they could not be read. */
  readonly read: NodeSettings | undefined
  /** The parameters that it sees. */
  readonly scope: Scope
}

/** A wire between the nodes at these indexes. */
export interface InlinedWire {
  readonly place: Path
  readonly from: { readonly node: number; readonly port: string }
  readonly to: { readonly node: number; readonly port: string }
}
