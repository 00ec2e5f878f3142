import type { CheckedNode } from './checked-body.ts'

export type Side = 'input' | 'output'

/** The ports of a node: those it declares, the first of which an end without a port means, and those it has beside. */
export interface Ports {
  readonly ordinary: readonly string[]
  readonly beside: readonly string[]
}

/** Every operator has an output `error` beside those declared; a subflow has what it declares. Undefined: not known. */
export function portsOf(node: CheckedNode, side: Side): Ports | undefined {
  if (node.kind === 'unknown') return undefined
  if (node.kind === 'subflow') return { ordinary: [...node.subflow[`${side}s`].keys()], beside: [] }
  const ordinary = Object.keys(node.operator[`${side}s`])
  return { ordinary, beside: side === 'output' ? ['error'] : [] }
}
