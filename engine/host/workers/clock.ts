/** Says what time it is, in ms since the epoch; never earlier than it said before. */
export interface Clock {
  now(): number
}

/**
 * The system's clock, made monotone: where it is set back, time goes on at its own pace until the system has caught
 * up; where it is set ahead, time follows.
 */
export class SystemClock implements Clock {
  private last = Number.NEGATIVE_INFINITY
  private steady = 0

  now(): number {
    const wall = Date.now()
    const steady = performance.now()
    if (wall >= this.last) {
      this.last = wall
      this.steady = steady
    } else {
      const passed = Math.floor(steady - this.steady)
      this.last += passed
      this.steady += passed
    }
    return this.last
  }
}
