import type { Event } from '../model/event.ts'
import type { Batch } from './batch.ts'

/** The events that reach a node in one turn, in the order in which it handles them, and the wire each came by. */
export interface Inflow {
  readonly events: readonly Event[]
  readonly ordinals: readonly number[]
  /** Undefined where all came by the first wire. */
  readonly wires: readonly number[] | undefined
}

const nothing: Inflow = { events: [], ordinals: [], wires: undefined }

/**
 * Merges the batches of a node's wires by ordinal; events of one ordinal keep the order of the wires, which stand in
 * order of the node and port they come from.
 */
export function merge(batches: readonly Batch[]): Inflow {
  const only = batches[0]
  if (only === undefined) return nothing
  if (batches.length === 1) return { events: only.events, ordinals: only.ordinals, wires: undefined }

  const events: Event[] = []
  const ordinals: number[] = []
  const wires: number[] = []
  const heads = batches.map(() => 0)
  for (;;) {
    let wire = -1
    let least = Number.POSITIVE_INFINITY
    for (let at = 0; at < batches.length; at++) {
      const ordinal = batches[at]?.ordinals[heads[at] ?? 0] ?? Number.POSITIVE_INFINITY
      if (ordinal < least) {
        least = ordinal
        wire = at
      }
    }
    const batch = batches[wire]
    if (batch === undefined) return { events, ordinals, wires }
    let head = heads[wire] ?? 0
    for (let event = batch.events[head]; event !== undefined && batch.ordinals[head] === least;) {
      events.push(event)
      ordinals.push(least)
      wires.push(wire)
      event = batch.events[++head]
    }
    heads[wire] = head
  }
}
