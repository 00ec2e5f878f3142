import type { Key, Scalar } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import type { TimerClock } from '../operator/context.ts'
import type { SmallMap } from './small-map.ts'

/** What one node holds of one key: its state, slot by slot, and its timers. */
export interface Cell {
  readonly key: Key
  readonly id: Scalar
  /** The key was the n-th that the node has seen; results of one instant come in this order. */
  readonly seen: number
  /** Wall instant of its last event or timer, ms. */
  touched: number
  readonly slots: unknown[]
  readonly timers: SmallMap<string, SetTimer>
}

/** A timer that is set. It stands in its cell and in the queue of its clock; one that is no longer `live` is passed over. */
export interface SetTimer {
  readonly cell: Cell
  readonly name: string
  readonly time: number
  readonly clock: TimerClock
  readonly payload: Json
  live: boolean
}

/** Timers that are due together fire in order of time, first appearance of the key, name. */
export function inOrder(a: SetTimer, b: SetTimer): number {
  if (a.time !== b.time) return a.time - b.time
  if (a.cell.seen !== b.cell.seen) return a.cell.seen - b.cell.seen
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
