import type { LogEntry, LogState } from '../operator/state.ts'
import type { Cursor } from './cursor.ts'
import type { Restorable, UndoLog } from './undo-log.ts'

/** What a slot of this kind holds: entries in order of time; those before `start` are let go of, and freed in time. */
export class LogSlot implements Restorable {
  entries: LogEntry<unknown>[]
  start = 0

  constructor(entries: LogEntry<unknown>[]) {
    this.entries = entries
  }

  /** Undoes a `drop` (what was before) or an `append` (the entry as part). */
  restore(part: unknown, previous: unknown): void {
    if (part === undefined) Object.assign(this, previous as Pick<LogSlot, 'entries' | 'start'>)
    else this.entries.splice(this.entries.lastIndexOf(part as LogEntry<unknown>), 1)
  }

  /** Lets go of what stands before a place; once that is most of what is held, it is freed. */
  drop(start: number): void {
    const isMost = start * 2 >= this.entries.length
    if (isMost) this.entries = this.entries.slice(start)
    this.start = isMost ? 0 : start
  }

  /** Where the first entry with a time at or above (or only above) this one stands. */
  find(time: number, above: boolean): number {
    let low = this.start
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      const at = this.entries[middle]?.time ?? Number.POSITIVE_INFINITY
      if (at < time || (above && at === time)) low = middle + 1
      else high = middle
    }
    return low
  }
}

export class LogHandle implements LogState<unknown> {
  private readonly cursor: Cursor
  private readonly slot: number
  private readonly undo: UndoLog

  constructor(cursor: Cursor, slot: number, undo: UndoLog) {
    this.cursor = cursor
    this.slot = slot
    this.undo = undo
  }

  get length(): number {
    const held = this.held()
    return held === undefined ? 0 : held.entries.length - held.start
  }

  append(time: number, value: unknown): void {
    let held = this.held()
    if (held === undefined) {
      held = new LogSlot([])
      this.cursor.cell.set(this.slot, held)
    }
    const entry = { time, value }
    const last = held.entries.at(-1)
    if (last === undefined || last.time <= time) held.entries.push(entry)
    else held.entries.splice(held.find(time, true), 0, entry)
    this.undo.note(held, entry, undefined)
  }

  entries(from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY): readonly LogEntry<unknown>[] {
    const held = this.held()
    if (held === undefined) return []
    return held.entries.slice(held.find(from, false), held.find(to, true))
  }

  first(): LogEntry<unknown> | undefined {
    const held = this.held()
    return held?.entries[held.start]
  }

  last(): LogEntry<unknown> | undefined {
    const held = this.held()
    return held === undefined || held.start === held.entries.length ? undefined : held.entries.at(-1)
  }

  dropBefore(time: number): void {
    const held = this.held()
    if (held === undefined) return
    const start = held.find(time, false)
    if (start === held.start) return
    this.undo.note(held, undefined, { entries: held.entries, start: held.start })
    held.drop(start)
  }

  private held(): LogSlot | undefined {
    return this.cursor.cell.get(this.slot) as LogSlot | undefined // only this handle writes its slot
  }

  static save(slot: LogSlot): readonly LogEntry<unknown>[] {
    return slot.entries.slice(slot.start)
  }

  static load(saved: readonly LogEntry<unknown>[]): LogSlot {
    return new LogSlot([...saved])
  }
}
