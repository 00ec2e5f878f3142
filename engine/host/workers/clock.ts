/** Says what time it is, in ms since the epoch; never earlier than it said before. */
export interface Clock {
  now(): number
  /** How far the system's clock stands behind this one, ms; 0 while they agree. */
  readonly behind: number
}

/**
 * The system's clock, made monotone. Where that is set ahead, time follows. Where it is set back, time goes on at half
 * its pace until the system has caught up: timers still fire, if later, where a clock that stood still would leave an
 * alarm silent for as long as somebody set the clock back.
 */
export class SystemClock implements Clock {
  behind = 0
  private last = Number.NEGATIVE_INFINITY
  /** While the system is behind: by the steady clock, when time was `last`. */
  private steady: number | undefined

  now(): number {
    const wall = Date.now()
    if (wall >= this.last) {
      this.steady = undefined
      this.last = wall
      this.behind = 0
      return wall
    }
    const steady = performance.now()
    const since = this.steady ?? steady
    const passed = Math.floor((steady - since) / 2)
    this.steady = since + 2 * passed
    this.last += passed
    this.behind = Math.max(0, this.last - wall)
    return this.last
  }
}
