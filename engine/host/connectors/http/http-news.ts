import { isSecure } from '../connections/check-certificates.ts'
import { uncheckedCertificate } from '../connections/unchecked-certificate.ts'
import type { FlowSide } from '../connector.ts'
import { type HttpSettings, shown } from './http-settings.ts'

/** A connection that fails again so soon after it worked again is unsteady, ms. */
const soon = 600_000

/** The shortest and the longest time for which an unsteady connection must not have failed to be said to work, ms. */
const least = 1_000
const most = 600_000

/**
 * Says how a connection is, once for each change: it fails with the first question that the server does not answer, and
 * works again when it does. Where that goes to and fro, it has to work for longer and longer before it is said to.
 */
export class HttpNews {
  private readonly settings: HttpSettings
  private readonly flow: FlowSide
  private isFailing = false
  private lastFailure = Number.NEGATIVE_INFINITY
  private lastRecovery = Number.NEGATIVE_INFINITY
  private steadyFor = 0

  /** Before anything is asked it warns of a server that could be anybody. */
  constructor(settings: HttpSettings, flow: FlowSide) {
    this.settings = settings
    this.flow = flow
    if (isSecure(settings.url) && !settings.rejectUnauthorized) this.tell('warning', uncheckedCertificate)
  }

  worked(): void {
    const now = this.flow.now()
    if (!this.isFailing || now - this.lastFailure < this.steadyFor) return
    this.isFailing = false
    this.lastRecovery = now
    this.tell('info', 'works again')
  }

  failed(reason: string): void {
    const now = this.flow.now()
    this.lastFailure = now
    if (this.isFailing) return
    this.isFailing = true
    const isUnsteady = now - this.lastRecovery < soon
    this.steadyFor = isUnsteady ? Math.min(most, Math.max(least, this.steadyFor * 2)) : 0
    this.tell('warning', `fails: ${reason}; nothing more is said until it works again`)
  }

  private tell(level: 'info' | 'warning', words: string): void {
    this.flow.tell({ level, message: `${shown(this.settings)}: ${words}` })
  }
}
