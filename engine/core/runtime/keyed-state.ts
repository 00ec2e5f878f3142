import type { Event, Key, Scalar } from '../model/event.ts'
import { keyId } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import { demandShort } from '../model/key-length.ts'
import { copyJson } from '../model/json.ts'
import type { StateShape } from '../operator/state.ts'
import { Cell } from './cell.ts'
import type { Cursor } from './cursor.ts'
import { LogHandle, LogSlot } from './state-log.ts'
import { MapHandle, MapSlot } from './state-map.ts'
import { RecordHandle } from './state-record.ts'
import type { UndoLog } from './undo-log.ts'

/**
 * The cells of one node, and the handles through which its hooks see the one at hand.
 *
 * A key is forgotten once `keepFor` ms of wall time have passed since its last event, unless it has timers. Forgetting
 * is exact on access and swept for the rest, so memory follows.
 */
export class KeyedState {
  readonly cursor: Cursor
  readonly handles: Readonly<Record<string, unknown>>
  private readonly cells = new Map<Scalar, Cell>()
  private readonly shape: readonly (readonly [name: string, kind: 'record' | 'log' | 'map'])[]
  private readonly keepFor: number
  private readonly maxKeys: number
  private seen = 0
  /** When cells were last looked through for old ones, and because there were too many; instants of the wall, ms. */
  sweptAt = Number.NEGATIVE_INFINITY
  searchedAt = Number.NEGATIVE_INFINITY
  /** When the cell that was asked for last had been touched before; NaN where it was made then. */
  private touchedBefore = Number.NaN
  /** How many keys were forgotten for their age, and how many were turned away because there were too many. */
  expired = 0
  refused = 0

  constructor(shape: StateShape, undo: UndoLog, keepFor: number, maxKeys: number) {
    this.shape = Object.entries(shape).map(([name, slot]) => [name, slot.kind])
    this.keepFor = keepFor
    this.maxKeys = maxKeys
    this.cursor = { cell: this.newCell(null, Number.NEGATIVE_INFINITY) }
    this.seen = 0
    this.handles = Object.fromEntries(
      this.shape.map(([name, kind], slot) => [name, new handleOf[kind](this.cursor, slot, undo)]),
    )
  }

  get size(): number {
    return this.cells.size
  }

  /**
   * The cell of a key, made where there is none; throws where there are too many. `found` is what `findAll` has found
   * for it.
   */
  cell(key: Key, now: number, found?: Cell): Cell {
    const known = found !== undefined && !found.isGone ? found : this.cells.get(keyId(key))
    if (known !== undefined) {
      this.touchedBefore = known.touched
      if (known.touched === now) return known
      if (this.isKept(known, now)) {
        known.touched = now
        return known
      }
      this.forget(known)
    }
    demandShort(key)
    this.makeRoom(now)
    const fresh = this.newCell(key, now)
    this.cells.set(fresh.id, fresh)
    this.touchedBefore = Number.NaN
    return fresh
  }

  /** The hook that the cell was asked for last has had no effect: neither has its asking. */
  putBack(cell: Cell): void {
    if (Number.isNaN(this.touchedBefore)) {
      this.remove(cell)
      this.seen--
    } else cell.touched = this.touchedBefore
  }

  /**
   * The cells of the keys of some events, as far as they are there. With many keys each look-up waits for memory several
   * times; with nothing else in between, the processor waits for those of several events at once.
   */
  findAll(events: readonly Event[], from: number, to: number, found: (Cell | undefined)[]): void {
    const { cells } = this
    for (let at = from; at < to; at++) {
      found[at - from] = cells.get(keyId((events[at] as Event).key)) // `to` is not beyond their number
    }
  }

  find(key: Key): Cell | undefined {
    return this.cells.get(keyId(key))
  }

  /** Whether a cell has not outlived its time. */
  isKept(cell: Cell, now: number): boolean {
    return now - cell.touched < this.keepFor || cell.hasTimers
  }

  /** The cell of a key, where something of the key is remembered. */
  holding(key: Key, now: number): Cell | undefined {
    const cell = this.find(key)
    return cell !== undefined && this.isKept(cell, now) && !this.holdsNothing(cell) ? cell : undefined
  }

  all(): IterableIterator<Cell> {
    return this.cells.values()
  }

  /** Frees what has outlived its time; cheap to call often, since it looks only every eighth of that time. */
  sweep(now: number): void {
    if (now - this.sweptAt < this.keepFor / 8) return
    this.sweptAt = now
    for (const cell of this.cells.values()) {
      if (!this.isKept(cell, now)) this.forget(cell)
    }
  }

  /** Puts a cell back that was saved. */
  place(cell: Cell): void {
    this.cells.set(cell.id, cell)
    this.seen = Math.max(this.seen, cell.seen + 1)
  }

  /** A saved cell's slots become what the handles work on; a slot that is not there is empty. */
  slots(saved: Readonly<Record<string, unknown>>): unknown[] {
    return this.shape.map(([name, kind]) =>
      Object.hasOwn(saved, name) ? slotFrom[kind](saved[name]) : undefined,
    )
  }

  /** What a cell holds, as plain data by the names of its slots. */
  save(cell: Cell): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      this.shape.flatMap(([name, kind], slot) => {
        const held = cell.get(slot)
        return isEmpty(held) ? [] : [[name, slotTo[kind](held)]]
      }),
    )
  }

  get order(): number {
    return this.seen
  }

  set order(seen: number) {
    this.seen = seen
  }

  private newCell(key: Key, now: number): Cell {
    return new Cell(
      key,
      this.seen++,
      now,
      this.shape.map(() => undefined),
    )
  }

  private forget(cell: Cell): void {
    this.remove(cell)
    this.expired++
  }

  private remove(cell: Cell): void {
    this.cells.delete(cell.id)
    cell.isGone = true
  }

  /** Frees the keys of which nothing is held. */
  private freeEmpty(): void {
    for (const cell of this.cells.values()) this.freeIfEmpty(cell)
  }

  /** Frees a cell in which nothing is held. Where keys are kept for ever, those that leave nothing must not stay. */
  freeIfEmpty(cell: Cell): void {
    if (this.holdsNothing(cell)) this.remove(cell)
  }

  private holdsNothing(cell: Cell): boolean {
    return !cell.hasTimers && this.shape.every((_, slot) => isEmpty(cell.get(slot)))
  }

  private makeRoom(now: number): void {
    if (this.cells.size < this.maxKeys) return
    // All cells are looked through at most once a second, or whoever invents keys would keep the flow busy with it.
    if (now - this.searchedAt >= searchEvery) {
      this.searchedAt = now
      this.sweptAt = Number.NEGATIVE_INFINITY
      this.sweep(now)
      if (this.cells.size >= this.maxKeys) this.freeEmpty()
      if (this.cells.size < this.maxKeys) return
    }
    this.refused++
    throw new Failure('too-many-keys', `this node remembers ${this.maxKeys} keys at most (setting maxKeys)`)
  }
}

/** ms of wall time. */
const searchEvery = 1_000

function isEmpty(slot: unknown): boolean {
  if (slot instanceof LogSlot) return slot.start === slot.entries.length
  return slot === undefined || (slot instanceof MapSlot && slot.size === 0)
}

const handleOf = { record: RecordHandle, log: LogHandle, map: MapHandle }

// The slots of a cell hold what the handle of their kind puts there; saved slots are what `slotTo` made. A record or a
// map may be changed in place, so what is saved is a copy.
const slotFrom = {
  record: copyJson,
  log: (saved: unknown): unknown => LogHandle.load(saved as never),
  map: (saved: unknown): unknown => MapHandle.load(copyJson(saved) as never),
}
const slotTo = {
  record: copyJson,
  log: (slot: unknown): unknown => LogHandle.save(slot as LogSlot),
  map: (slot: unknown): unknown => copyJson(MapHandle.save(slot as MapSlot)),
}
