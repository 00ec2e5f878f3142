import { Observable, type Subscriber } from 'rxjs'
import type { Batch } from './batch.ts'

/**
 * A port as an Observable of batches, for those who look on. A subject would do the same, but ask more of every batch
 * that nobody looks at.
 */
export class BatchStream extends Observable<Batch> {
  private subscribers: readonly Subscriber<Batch>[] = []

  constructor() {
    super((subscriber) => {
      this.subscribers = [...this.subscribers, subscriber]
      return () => {
        this.subscribers = this.subscribers.filter((one) => one !== subscriber)
      }
    })
  }

  /** Whether anyone wants the batches. */
  get isHeard(): boolean {
    return this.subscribers.length > 0
  }

  /** Who begins or ends in the midst of a batch does so with the next. */
  next(batch: Batch): void {
    for (const subscriber of this.subscribers) subscriber.next(batch)
  }
}
