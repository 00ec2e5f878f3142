import { type Key, keyId, type Scalar } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import type { TimerClock } from '../operator/context.ts'
import { SmallMap } from './small-map.ts'

/** What one node holds of one key: its state, slot by slot, and its timers. */
export class Cell {
  readonly key: Key
  readonly id: Scalar
  /** The key was the n-th that the node has seen; results of one instant come in this order. */
  readonly seen: number
  /** Wall instant of its last event or timer, ms. */
  touched: number
  /** It has been forgotten. */
  isGone = false
  /*
   * A first slot and a single timer stand in the cell itself: most cells have no more, and with many keys each further
   * object is a line of memory to be fetched.
   */
  private timer: SetTimer | undefined
  private timers: SmallMap<string, SetTimer> | undefined
  private first: unknown
  private readonly others: unknown[] = noOthers

  constructor(key: Key, seen: number, touched: number, slots: readonly unknown[] = []) {
    this.key = key
    this.id = keyId(key)
    this.seen = seen
    this.touched = touched
    this.timer = undefined
    this.timers = undefined
    this.first = slots[0]
    if (slots.length > 1) this.others = slots.slice(1)
  }

  get(slot: number): unknown {
    return slot === 0 ? this.first : this.others[slot - 1]
  }

  set(slot: number, value: unknown): void {
    if (slot === 0) this.first = value
    else this.others[slot - 1] = value
  }

  get hasTimers(): boolean {
    return this.timer !== undefined || this.timers !== undefined
  }

  timerNamed(name: string): SetTimer | undefined {
    if (this.timer !== undefined) return this.timer.name === name ? this.timer : undefined
    return this.timers?.get(name)
  }

  /** In no particular order. */
  allTimers(): SetTimer[] {
    return this.timer === undefined ? (this.timers?.values() ?? []) : [this.timer]
  }

  /** Adds a timer; one of its name is replaced. */
  addTimer(timer: SetTimer): void {
    if (this.timers === undefined && (this.timer === undefined || this.timer.name === timer.name)) {
      this.timer = timer
      return
    }
    this.timers ??= new SmallMap()
    if (this.timer !== undefined) this.timers.set(this.timer.name, this.timer)
    this.timer = undefined
    this.timers.set(timer.name, timer)
  }

  removeTimer(name: string): void {
    if (this.timer?.name === name) this.timer = undefined
    this.timers?.delete(name)
    if (this.timers?.size === 0) this.timers = undefined
  }
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

/** Cells with one slot share it; it stays empty. */
const noOthers: unknown[] = []
