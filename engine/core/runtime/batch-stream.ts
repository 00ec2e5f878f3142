import { Observable } from 'rxjs'
import type { Batch } from './batch.ts'

type Listener = (batch: Batch) => void

/**
 * A port as an Observable of batches. Whoever looks on subscribes as to any other; the wires inside a flow `listen`,
 * which costs one call a batch: with batches of one event a subject's ceremony is as dear as the node behind it.
 */
export class BatchStream extends Observable<Batch> {
  private listeners: readonly Listener[] = []

  constructor() {
    super((subscriber) => this.listen((batch) => subscriber.next(batch)))
  }

  /** Whether anyone wants the batches. */
  get isHeard(): boolean {
    return this.listeners.length > 0
  }

  /** Gives the function that ends it. What begins or ends in the middle of a batch counts from the next. */
  listen(listener: Listener): () => void {
    this.listeners = [...this.listeners, listener]
    return () => {
      this.listeners = this.listeners.filter((one) => one !== listener)
    }
  }

  next(batch: Batch): void {
    const { listeners } = this
    for (let at = 0; at < listeners.length; at++) (listeners[at] as Listener)(batch)
  }
}
