/** So long a connection must have held for the pauses between attempts to be short again, ms. Longer than any pause:
 * two clients that displace each other have a connection for as long as the other one waits. */
const steady = 30_000

/** So many short connections in a row, with no attempt failing between them, are no accident. */
const suspicious = 3

/** How well a connection holds, from which follows how long to wait before the next attempt. Instants are in ms. */
export class Steadiness {
  private since: number | undefined
  private failed = 0
  private short = 0
  private row = 0

  connected(now: number): void {
    this.since = now
    this.failed = 0
  }

  /** A connection was lost, or an attempt failed; `isExplained`: it is known why, so that it is no sign of anything. */
  closed(now: number, isExplained = false): void {
    if (this.since === undefined) {
      this.failed++
      this.row = 0
      return
    }
    const held = now - this.since >= steady
    this.short = held ? 0 : this.short + 1
    this.row = held || isExplained ? 0 : this.row + 1
    this.since = undefined
  }

  /** What to count for the length of the pause: attempts that failed and connections that did not hold. */
  get attempts(): number {
    return this.failed + this.short
  }

  /**
   * True where one connection after another is lost soon, though each new one is made at the first attempt. To be asked
   * before it is told that the present one is closed.
   */
  isDisplaced(now: number): boolean {
    return this.since !== undefined && now - this.since < steady && this.row + 1 >= suspicious
  }
}
