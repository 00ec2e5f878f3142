import { type Key, keyId, type Scalar } from '../model/event.ts'
import type { Cell } from './cell.ts'
import type { HookRunner } from './hook-runner.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'

interface KeyWatermark {
  readonly key: Key
  watermark: number
  /** The source has forgotten the key, but this cell of the node still holds something of it. */
  heldBy: Cell | undefined
}

export type SavedKeyWatermark = readonly [key: Key, watermark: SavedTime, held: boolean]

/**
 * The watermark of each key at one node. Once the source has forgotten a key, its watermark stays as long as the cell
 * that held something then is there, for what it holds was made under this watermark; else the key begins anew should
 * it come back. Whether the cell is still there shows when the watermark is asked for, so it does not matter when cells
 * and watermarks are swept.
 */
export class KeyWatermarks {
  private readonly runner: HookRunner
  private readonly known = new Map<Scalar, KeyWatermark>()
  /** Those that the source has forgotten. */
  private readonly held = new Map<Scalar, KeyWatermark>()
  private sweepAbove = 64

  constructor(runner: HookRunner) {
    this.runner = runner
  }

  /** The watermark of the key that a cell is of; undefined before the first. */
  of(cell: Cell): number | undefined {
    const known = this.known.get(cell.id)
    if (known === undefined) return undefined
    if (known.heldBy === undefined || known.heldBy === cell) return known.watermark
    this.drop(cell.id)
    return undefined
  }

  /** A key's watermark moves; gives the one before, which is at least `floor`. */
  rise(key: Key, watermark: number, floor: number): number {
    const id = keyId(key)
    let known = this.known.get(id)
    if (known?.heldBy !== undefined) {
      // The source knows the key again.
      if (this.isHeld(known)) this.held.delete(id)
      else this.drop(id)
      known = this.known.get(id)
      if (known !== undefined) known.heldBy = undefined
    }
    const before = Math.max(known?.watermark ?? floor, floor)
    if (watermark <= before) return before
    if (known === undefined) this.known.set(id, { key, watermark, heldBy: undefined })
    else known.watermark = watermark
    return before
  }

  /** The source has forgotten a key. */
  gone(key: Key): void {
    const id = keyId(key)
    const known = this.known.get(id)
    if (known === undefined) return
    const { state, context } = this.runner
    known.heldBy = state.holding(key, context.now)
    if (known.heldBy === undefined) {
      this.drop(id)
      return
    }
    this.held.set(id, known)
    if (this.held.size <= this.sweepAbove) return
    for (const [other, one] of this.held) if (!this.isHeld(one)) this.drop(other)
    this.sweepAbove = 64 + 2 * this.held.size
  }

  save(): SavedKeyWatermark[] {
    return [...this.known.values()].flatMap((known): SavedKeyWatermark[] => {
      const held = known.heldBy !== undefined
      return held && !this.isHeld(known) ? [] : [[known.key, saveTime(known.watermark), held]]
    })
  }

  /** Once the cells are back. */
  load(saved: readonly SavedKeyWatermark[]): void {
    for (const [key, watermark, held] of saved) {
      const heldBy = held ? this.runner.state.find(key) : undefined
      const known: KeyWatermark = { key, watermark: loadTime(watermark), heldBy }
      this.known.set(keyId(key), known)
      if (held) this.held.set(keyId(key), known)
    }
  }

  private isHeld({ key, heldBy }: KeyWatermark): boolean {
    const { state, context } = this.runner
    return heldBy !== undefined && state.find(key) === heldBy && state.isKept(heldBy, context.now)
  }

  private drop(id: Scalar): void {
    this.known.delete(id)
    this.held.delete(id)
  }
}
