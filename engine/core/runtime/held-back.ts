import type { Batch } from './batch.ts'
import { joinBatches, splitBatch } from './parts-of-batches.ts'

/** What has come by a node's wires and lies beyond where the turn was left: a frontier needs that of all its wires. */
export class HeldBack {
  private held: readonly Batch[] | undefined

  /** What the node may handle now, of what was held back and of what has come since. */
  upTo(limit: number, inbox: readonly Batch[]): readonly Batch[] {
    const { held } = this
    const all =
      held === undefined ? inbox : inbox.map((batch, wire) => joinBatches(held[wire] as Batch, batch)) // as many
    if (limit === Number.POSITIVE_INFINITY) {
      this.held = undefined
      return all
    }
    const parts = all.map((batch) => splitBatch(batch, limit))
    this.held = parts.map(([, later]) => later)
    return parts.map(([now]) => now)
  }
}
