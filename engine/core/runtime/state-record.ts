import type { RecordState } from '../operator/state.ts'
import type { Cell } from './cell.ts'
import type { Cursor } from './cursor.ts'
import type { Restorable, UndoLog } from './undo-log.ts'

export class RecordHandle implements RecordState<unknown>, Restorable {
  private readonly cursor: Cursor
  private readonly slot: number
  private readonly undo: UndoLog

  constructor(cursor: Cursor, slot: number, undo: UndoLog) {
    this.cursor = cursor
    this.slot = slot
    this.undo = undo
  }

  get(): unknown {
    return this.cursor.cell.get(this.slot)
  }

  set(value: unknown): void {
    const { cell } = this.cursor
    this.undo.note(this, cell, cell.get(this.slot))
    cell.set(this.slot, value)
  }

  delete(): void {
    this.set(undefined)
  }

  restore(part: unknown, previous: unknown): void {
    const cell = part as Cell // `set` above notes the cell
    cell.set(this.slot, previous)
  }
}
