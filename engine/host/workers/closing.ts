import type { Losses } from './losses.ts'
import type { OpenConnectors } from './open-connectors.ts'

/** How long what waits to be sent may take where nobody asked the flow to stop, ms. */
const endPatience = 60_000

/** The end of a flow's connectors: they have some time to send what waits; what is left then is lost, and told. */
export class Closing {
  private readonly connectors: OpenConnectors
  private readonly losses: Losses
  private done: Promise<void> | undefined
  /** When all is to be over, by the steady clock, once the flow was asked to stop. */
  private deadline = Number.POSITIVE_INFINITY
  /** When the closing that has begun is to be over. */
  private until = Number.POSITIVE_INFINITY

  constructor(connectors: OpenConnectors, losses: Losses) {
    this.connectors = connectors
    this.losses = losses
  }

  /** From now on everything, the closing included, is to be over in so many ms. */
  within(patience: number): void {
    this.deadline = performance.now() + patience
  }

  /** Closes within what is left of that time, or within so many ms; one that has begun goes on as it did. */
  begin(patience = this.timeLeft()): Promise<void> {
    if (this.done === undefined) {
      this.until = performance.now() + patience
      this.done = this.close(patience)
    }
    return this.done
  }

  /** Waits for the closing that has begun, for at most so many ms. */
  async hurry(patience: number): Promise<void> {
    const isSooner = performance.now() + patience < this.until
    // Connectors may be asked again, with less patience.
    await (isSooner ? Promise.race([this.done, this.close(patience)]) : this.done)
  }

  private timeLeft(): number {
    return Math.max(0, Math.min(endPatience, this.deadline - performance.now()))
  }

  private async close(patience: number): Promise<void> {
    this.losses.unsent(await this.connectors.close(patience))
  }
}
