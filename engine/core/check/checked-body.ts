import type { Json } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import type { Body, DocumentNode } from './document.ts'
import type { Path } from './tree.ts'

/** A flow or subflow whose types and wires were looked up. What could not be found is left out, and was reported. */
export interface CheckedBody {
  readonly body: Body
  readonly nodes: ReadonlyMap<string, CheckedNode>
  readonly wires: readonly CheckedWire[]
  /** Where its own ports lead. */
  readonly inputs: ReadonlyMap<string, End>
  readonly outputs: ReadonlyMap<string, End>
}

export type CheckedNode = OperatorUse | SubflowUse | UnknownUse

export interface OperatorUse {
  readonly kind: 'operator'
  readonly node: DocumentNode
  readonly operator: Operator
  /** As in the document, brought to the operator's version. */
  readonly settings: ReadonlyMap<string, Json>
}

export interface SubflowUse {
  readonly kind: 'subflow'
  readonly node: DocumentNode
  readonly subflow: Body
}

/** Its type is unknown: nothing is said of its ports and settings. */
export interface UnknownUse {
  readonly kind: 'unknown'
  readonly node: DocumentNode
}

/** A port of a node in the same body. */
export interface End {
  readonly node: string
  readonly port: string
}

export interface CheckedWire {
  readonly place: Path
  readonly from: End
  readonly to: End
}
