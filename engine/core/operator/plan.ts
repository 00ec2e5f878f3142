import type { Json, JsonObject } from '../model/json.ts'
import type { Operator } from './operator.ts'
import type { ReadSetting } from './setting.ts'

/**
 * A flow that was checked and is ready to run: subflows inlined, parameters filled in, settings read, wires resolved.
 * Nodes stand in an order in which every wire leads forward.
 */
export interface Plan {
  readonly flow: string
  readonly parameters: Readonly<Record<string, Json>>
  readonly nodes: readonly PlannedNode[]
}

export interface PlannedNode {
  readonly id: string
  readonly was?: string
  readonly operator: Operator
  /** As they stand in the document, defaults and parameters filled in. */
  readonly raw: JsonObject
  readonly settings: Readonly<Record<string, ReadSetting<unknown>>>
  /** Where each input's events come from. */
  readonly inputs: Readonly<Record<string, readonly PortName[]>>
}

export interface PortName {
  readonly node: string
  readonly port: string
}
