/** The reason code of MQTT 5 for a packet that is too large. */
const tooLarge = 0x95

/** So often in a row the connection is lost over the same message before that is given up. */
const mostFalls = 5

/** What a person is told of it. */
export interface GivenUp {
  readonly id: number
  readonly isTooLarge: boolean
}

/**
 * Finds the message that a broker does not take. Such a broker ends the connection, perhaps without a word, and would
 * do so for ever, as what is not acknowledged is sent again at each.
 *
 * Only a connection that is lost while old messages are sent again tells which it was: they go one after the other.
 */
export class StumblingBlock {
  private last: number | undefined
  private falls = 0
  private found: GivenUp | undefined

  /**
   * The connection is lost. `resending` is the message that had been sent again and was not acknowledged; undefined
   * where the connection was lost before or after that.
   */
  closed(resending: number | undefined, reason: number | undefined): void {
    if (resending === undefined) return
    this.falls = resending === this.last ? this.falls + 1 : 1
    this.last = resending
    const isTooLarge = reason === tooLarge
    if (isTooLarge || this.falls >= mostFalls) this.found = { id: resending, isTooLarge }
  }

  /** All old messages have been taken. */
  passed(): void {
    this.last = undefined
    this.falls = 0
  }

  /** The message that is to be given up, once. */
  take(): GivenUp | undefined {
    const { found } = this
    if (found !== undefined) this.passed()
    this.found = undefined
    return found
  }
}
