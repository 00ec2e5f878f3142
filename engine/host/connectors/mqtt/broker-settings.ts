/** How to reach a broker: a named connection, read, with its secrets. Not to be printed: use `shown`. */
export interface BrokerSettings {
  readonly name: string
  /** Without user and password. */
  readonly url: string
  readonly username?: string
  readonly password?: string
  /** PEM texts. */
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  /** The files that these are from, as one names them where this process was started. */
  readonly files?: Readonly<Partial<Record<'ca' | 'cert' | 'key', string>>>
  /** False: the broker's certificate is not checked. */
  readonly rejectUnauthorized: boolean
  /** `auto` tries MQTT 5 and falls back to 3.1.1. */
  readonly protocol: 'auto' | '5' | '3.1.1'
  /** What client ids begin with; a part that tells flows apart and the direction are added. */
  readonly clientId: string
  /** Whether the broker keeps what comes while the flow is not there. */
  readonly session: 'persistent' | 'clean'
  /** Seconds. */
  readonly keepalive: number
  /** Of a message that comes in, with its topic and properties, bytes; of a larger one only the beginning is taken. */
  readonly largestMessage: number
  /** It was given as an address alone, such as by `--broker`, and not in a file of connections. */
  readonly byAddress?: boolean
  /** A person need not be told, or has been told, that it can't be told when messages expire. */
  readonly noExpiryIsTold?: boolean
}

/** The connection as it may be shown. */
export const shown = ({ name, url }: BrokerSettings): string => `connection "${name}" (${url})`
