import type { News } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { Shortfall } from './subscribe.ts'
import { subscribePatience } from './subscribe-patience.ts'

/** Tells of a broker that gives less than it was asked for. */
export class SubscribeNews {
  private readonly broker: BrokerSettings
  private readonly tell: (news: News) => void
  private lessened = ''
  private shortened: number | undefined

  constructor(broker: BrokerSettings, tell: (news: News) => void) {
    this.broker = broker
    this.tell = tell
  }

  /** It has not answered in time. */
  silent(filters: ReadonlyMap<string, unknown>): void {
    const [first = ''] = filters.keys()
    const what = filters.size === 1 ? first : `${first} and ${filters.size - 1} more`
    this.warn(
      `the broker lets us in but has not answered for ${subscribePatience / 1000} s that it will send ${what}; perhaps ` +
        'nothing comes in. Is it overloaded, and is this user allowed to subscribe?',
    )
  }

  /** Of what is refused it tells each time, since then nothing comes; of a lower quality of service once. */
  shortfalls(shortfalls: readonly Shortfall[]): void {
    const refused = shortfalls.flatMap(({ filter, refusal }) =>
      refusal === undefined ? [] : `${filter} (${refusal})`,
    )
    if (refused.length > 0) {
      const what = refused.join(', ')
      const message = `${shown(this.broker)}: cannot subscribe to ${what}; is this user allowed to?`
      this.tell({ level: 'error', message })
    }
    const lessened = shortfalls
      .filter(({ refusal }) => refusal === undefined)
      .map(({ filter, asked, granted }) => `${filter} with QoS ${granted} (asked for: ${asked})`)
      .join(', ')
    if (lessened === this.lessened) return
    this.lessened = lessened
    if (lessened !== '')
      this.warn(`the broker sends ${lessened}; messages can be lost or come twice. Does it limit the QoS?`)
  }

  /** The broker keeps what comes while the flow is away for so many seconds only. */
  session(asked: number, granted: number): void {
    if (granted >= asked || granted === this.shortened) return
    this.shortened = granted
    const what =
      granted === 0
        ? 'the broker keeps nothing of what comes while the flow is away'
        : `the broker keeps what comes while the flow is away for ${granted} s only (asked for: ${asked} s)`
    this.warn(`${what}; such messages are lost. Let it keep sessions longer`)
  }

  private warn(words: string): void {
    this.tell({ level: 'warning', message: `${shown(this.broker)}: ${words}` })
  }
}
