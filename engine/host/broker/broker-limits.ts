const megabyte = 1024 * 1024

/** What a broker takes at most. Sizes are in bytes. */
export interface BrokerLimits {
  /** Of one message, with its topic. */
  readonly message: number
  /** Of any other packet: a CONNECT, a SUBSCRIBE. */
  readonly otherPacket: number
  /** Messages that wait for one client that is away, or that it has not acknowledged. */
  readonly queuedMessages: number
  readonly queuedBytes: number
  /** The same for all clients together. */
  readonly allQueuedBytes: number
  readonly retainedMessages: number
  readonly retainedBytes: number
  /** What one client subscribes to. */
  readonly filters: number
  readonly filterBytes: number
  /** Sessions of clients that are away. */
  readonly sessions: number
  /** How long one of them is kept, ms. */
  readonly sessionAge: number
}

/** Far above what trying things out needs, and together far below what a process has. */
export const brokerLimits: BrokerLimits = {
  message: 8 * megabyte,
  // The longest CONNECT has five texts of 64 KB.
  otherPacket: 400_000,
  queuedMessages: 1_000,
  queuedBytes: 8 * megabyte,
  allQueuedBytes: 64 * megabyte,
  retainedMessages: 10_000,
  retainedBytes: 32 * megabyte,
  filters: 1_000,
  filterBytes: 100_000,
  sessions: 100,
  sessionAge: 24 * 60 * 60 * 1_000,
}
