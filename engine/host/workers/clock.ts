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
  /** While the system is behind: by the steady clock, when `last` was the time. */
  private steady: number | undefined

  now(): number {
    const wall = Date.now()
    if (wall >= this.last) {
      this.steady = undefined
      this.last = wall
      return wall
    }
    const steady = performance.now()
    const passed = Math.floor(steady - (this.steady ?? steady))
    this.steady = (this.steady ?? steady) + passed
    this.last += passed
    return this.last
  }
}
