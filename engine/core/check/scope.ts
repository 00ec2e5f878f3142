import type { Bounds } from '../expression/bounds.ts'
import type { Json } from '../model/json.ts'
import type { DeclaredParameter } from './document.ts'
import { expressionValue } from './parameter-value.ts'

/** The parameters that a body's nodes see: those of the flow, or of the one use of a subflow. */
export interface Scope {
  /** The id of the use, undefined for the flow itself. */
  readonly use: string | undefined
  readonly parameters: ReadonlyMap<string, ScopedParameter>
  /** By name, as expressions see them; null for those whose value is not known. */
  readonly values: Readonly<Record<string, Json>>
  /** What expressions may use, where that is not the usual: of the whole flow. */
  readonly bounds: Partial<Bounds>
}

export interface ScopedParameter {
  readonly declared: DeclaredParameter
  /** As somebody wrote it; undefined where it is missing or wrong, which was reported: what uses it is not looked at. */
  readonly written: Json | undefined
}

export function scopeOf(
  use: string | undefined,
  parameters: ReadonlyMap<string, ScopedParameter>,
  bounds: Partial<Bounds>,
): Scope {
  const values = [...parameters].map(([name, { declared, written }]): [string, Json] => [
    name,
    written === undefined ? null : expressionValue(declared.type, written),
  ])
  return { use, parameters, values: Object.fromEntries(values), bounds }
}
