/** Of a packet that does not end so many bytes have to come between two looks to be a sign of life. */
const noticeable = 1024

/**
 * Sees to it that a connection is not silent for longer than the broker was told (MQTT 5, 3.1.2.10), and notices when the
 * other side is silent though it was asked. It depends on no message being handled.
 */
export class Keepalive {
  /** What is not read can't be heard; then nothing is made of the silence. */
  isJudged = true
  private readonly ping: () => void
  private readonly silent: () => void
  private timer: NodeJS.Timeout | undefined
  private hasSent = false
  private hasHeard = false
  private bytes = 0
  /** For so many looks in a row nothing was heard though it was asked. */
  private unanswered = 0

  /** `ping` asks the other side; `silent` is called when it does not answer for as long as it may be silent. */
  constructor(ping: () => void, silent: () => void) {
    this.ping = ping
    this.silent = silent
  }

  /** Twice in so many seconds it is looked whether something was sent and heard. 0: never. */
  start(seconds: number): void {
    if (seconds > 0) this.timer = setInterval(() => this.look(), seconds * 500)
  }

  stop(): void {
    clearInterval(this.timer)
  }

  sent(): void {
    this.hasSent = true
  }

  /** A packet has come whole, or something that was sent was taken. */
  heard(): void {
    this.hasHeard = true
  }

  /** So many bytes have come. */
  received(bytes: number): void {
    this.bytes += bytes
    if (this.bytes >= noticeable) this.hasHeard = true
  }

  private look(): void {
    const { hasSent, hasHeard } = this
    this.hasSent = this.hasHeard = false
    this.bytes = 0
    if (hasHeard || !this.isJudged) this.unanswered = 0
    else if (++this.unanswered > 2) {
      this.silent()
      return
    }
    if (!hasSent || !hasHeard) this.ping()
  }
}
