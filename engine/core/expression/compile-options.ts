import type { Bounds } from './bounds.ts'
import type { HostFunctions } from './calling/host-function.ts'

export interface CompileOptions {
  /** Names of the variables that will be bound: any other free variable is then an error M1002. */
  readonly variables?: readonly string[]
  /** Functions that are lent to it beside the built-in ones. */
  readonly functions?: HostFunctions
  /** Functions that there are elsewhere, to name the one that may have been meant. */
  readonly otherFunctions?: readonly string[]
  /** What one evaluation may use, where that is not what it may use elsewhere. */
  readonly bounds?: Partial<Bounds>
}
