import type { MapState } from '../operator/state.ts'
import type { Cursor } from './cursor.ts'
import { SmallMap } from './small-map.ts'
import type { Restorable, UndoLog } from './undo-log.ts'

type Name = string | number

/** What a slot of this kind holds. */
export class MapSlot extends SmallMap<Name, unknown> implements Restorable {
  restore(part: unknown, previous: unknown): void {
    const name = part as Name // what the handle notes
    if (previous === undefined) this.delete(name)
    else this.set(name, previous)
  }

  inOrder(): (readonly [Name, unknown])[] {
    const entries = this.entries()
    return entries.length < 2 ? entries : entries.sort(byName)
  }
}

export class MapHandle implements MapState<Name, unknown> {
  private readonly cursor: Cursor
  private readonly slot: number
  private readonly undo: UndoLog

  constructor(cursor: Cursor, slot: number, undo: UndoLog) {
    this.cursor = cursor
    this.slot = slot
    this.undo = undo
  }

  get size(): number {
    return this.held()?.size ?? 0
  }

  get(name: Name): unknown {
    return this.held()?.get(name)
  }

  set(name: Name, value: unknown): void {
    let held = this.held()
    if (held === undefined) {
      held = new MapSlot()
      this.cursor.cell.set(this.slot, held)
    }
    const previous = held.put(name, value)
    // The same value again has been changed in place, which can't be undone.
    if (previous !== value) this.undo.note(held, name, previous)
  }

  delete(name: Name): void {
    const held = this.held()
    const previous = held?.get(name)
    if (held === undefined || previous === undefined) return
    this.undo.note(held, name, previous)
    held.delete(name)
  }

  entries(): readonly (readonly [Name, unknown])[] {
    return this.held()?.inOrder() ?? []
  }

  private held(): MapSlot | undefined {
    return this.cursor.cell.get(this.slot) as MapSlot | undefined // only this handle writes its slot
  }

  static save(slot: MapSlot): readonly (readonly [Name, unknown])[] {
    return slot.inOrder()
  }

  static load(saved: readonly (readonly [Name, unknown])[]): MapSlot {
    const slot = new MapSlot()
    for (const [name, value] of saved) slot.set(name, value)
    return slot
  }
}

/** Numbers by size and before texts, texts by code unit. */
function byName([a]: readonly [Name, unknown], [b]: readonly [Name, unknown]): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0
  return typeof a === 'number' ? -1 : 1
}
