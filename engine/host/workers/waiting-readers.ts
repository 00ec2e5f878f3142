/** Those who read for a flow, were asked to pause, and are called back once when there is room again. */
export class WaitingReaders {
  private readonly isFull: () => boolean
  private callbacks: (() => void)[] = []

  constructor(isFull: () => boolean) {
    this.isFull = isFull
  }

  add(callback: () => void): void {
    this.callbacks.push(callback)
  }

  /** Calls them back if there is room. */
  wake(): void {
    if (this.callbacks.length === 0 || this.isFull()) return
    const { callbacks } = this
    this.callbacks = []
    for (const callback of callbacks) callback()
  }
}
