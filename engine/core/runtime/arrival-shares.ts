import type { Arrival } from '../operator/arrival.ts'
import { type NodeArrival, ordinalsOfArrival } from './source-node.ts'

/** What arrives at one source in a turn. Without ordinals of their own they stand in a row from the turn's. */
export interface Share {
  readonly arrivals: readonly NodeArrival[]
  readonly ordinals: readonly number[] | undefined
}

export const nothing: Share = { arrivals: [], ordinals: undefined }

/** The node that all arrivals are for; undefined where there are several, or moves of the wall among them. */
export function onlySource(arrivals: readonly Arrival[]): string | undefined {
  const [first] = arrivals
  if (first === undefined || !('node' in first)) return undefined
  const { node } = first
  for (const arrival of arrivals) if (!('node' in arrival) || arrival.node !== node) return undefined
  return node
}

/** What arrives at each source, by its id, with ordinals from `ordinal` on. */
export function sharesOf(arrivals: readonly Arrival[], ordinal: number): Map<string, Share> {
  const shares = new Map<string, { readonly arrivals: NodeArrival[]; readonly ordinals: number[] }>()
  let next = ordinal
  for (const arrival of arrivals) {
    if (arrival.kind === 'wall' || arrival.kind === 'resume') continue
    let share = shares.get(arrival.node)
    if (share === undefined) shares.set(arrival.node, (share = { arrivals: [], ordinals: [] }))
    share.arrivals.push(arrival)
    share.ordinals.push(next)
    next += ordinalsOfArrival
  }
  return shares
}
