import type { MapState } from '../operator/state.ts'
import type { Cursor } from './keyed-state.ts'
import type { Restorable, UndoLog } from './undo-log.ts'

type Name = string | number

/**
 * What a slot of this kind holds. Most keys hold few values (the one open window), which are found faster in a list
 * than in a map, above all where their names are large numbers; beyond `few` a map takes over.
 */
export class MapSlot implements Restorable {
  private readonly names: Name[] = []
  private readonly values: unknown[] = []
  private many: Map<Name, unknown> | undefined

  get size(): number {
    return this.many === undefined ? this.names.length : this.many.size
  }

  get(name: Name): unknown {
    if (this.many !== undefined) return this.many.get(name)
    const at = this.at(name)
    return at < 0 ? undefined : this.values[at]
  }

  set(name: Name, value: unknown): void {
    if (this.many !== undefined) {
      this.many.set(name, value)
      return
    }
    const at = this.at(name)
    if (at >= 0) {
      this.values[at] = value
    } else if (this.names.length < few) {
      this.names.push(name)
      this.values.push(value)
    } else {
      this.many = new Map(this.names.map((known, which) => [known, this.values[which]]))
      this.names.length = this.values.length = 0
      this.many.set(name, value)
    }
  }

  delete(name: Name): void {
    if (this.many !== undefined) {
      this.many.delete(name)
      return
    }
    const at = this.at(name)
    if (at < 0) return
    this.names.splice(at, 1)
    this.values.splice(at, 1)
  }

  /** Where a name stands among the few, from the newest back; -1 where it is not. */
  private at(name: Name): number {
    const { names } = this
    let at = names.length - 1
    while (at >= 0 && names[at] !== name) at--
    return at
  }

  entries(): (readonly [Name, unknown])[] {
    const { names, values } = this
    const entries =
      this.many === undefined ? names.map((name, at) => [name, values[at]] as const) : [...this.many]
    return entries.length < 2 ? entries : entries.sort(byName)
  }

  restore(part: unknown, previous: unknown): void {
    const name = part as Name // what the handle notes
    if (previous === undefined) this.delete(name)
    else this.set(name, previous)
  }
}

const few = 8

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
      this.cursor.cell.slots[this.slot] = held
    }
    this.undo.note(held, name, held.get(name))
    held.set(name, value)
  }

  delete(name: Name): void {
    const held = this.held()
    const previous = held?.get(name)
    if (held === undefined || previous === undefined) return
    this.undo.note(held, name, previous)
    held.delete(name)
  }

  entries(): readonly (readonly [Name, unknown])[] {
    return this.held()?.entries() ?? []
  }

  private held(): MapSlot | undefined {
    return this.cursor.cell.slots[this.slot] as MapSlot | undefined // only this handle writes its slot
  }

  static save(slot: MapSlot): readonly (readonly [Name, unknown])[] {
    return slot.entries()
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
