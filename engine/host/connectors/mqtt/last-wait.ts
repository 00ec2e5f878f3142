/** The wait for what is still to be done before an end; it can be made shorter while it lasts. */
export class LastWait {
  private timer: NodeJS.Timeout | undefined
  private deadline = Number.POSITIVE_INFINITY
  private readonly settle: () => void
  /** Resolves when it is done, or no more time is left. */
  readonly over: Promise<void>

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.over = promise
    this.settle = resolve
  }

  /** It may take so many ms from now on at most, and no longer than was said before. */
  within(patience: number): void {
    const deadline = performance.now() + patience
    if (deadline >= this.deadline) return
    this.deadline = deadline
    clearTimeout(this.timer)
    this.timer = setTimeout(this.settle, patience)
  }

  done(): void {
    clearTimeout(this.timer)
    this.settle()
  }
}
