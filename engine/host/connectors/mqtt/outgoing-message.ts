import type { Json } from '../../../core/model/json.ts'
import { encode, type Format } from '../decode.ts'
import { messageSize, textSize } from './message-size.ts'

/** How a message is to be sent, as `mqtt-out` says it. */
export interface SendOptions {
  readonly qos?: 0 | 1 | 2
  readonly retain?: boolean
  readonly format?: Format
  /** ms */
  readonly expires?: number
}

export interface OutgoingMessage {
  readonly topic: string
  readonly topicBytes: number
  readonly body: string | Buffer
  /** Of the body. */
  readonly bytes: number
  /** What it takes in memory, about, bytes. */
  readonly size: number
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
  /** From this instant on it is not to be sent any more, ms since the epoch; Infinity where it does not expire. */
  readonly until: number
}

export function outgoingMessage(
  topic: string,
  payload: Json,
  options: SendOptions,
  now: number,
): OutgoingMessage {
  const { qos = 1, retain = false, format = 'json', expires = Infinity } = options
  const body = encode(payload, format)
  const [topicBytes, bytes] = [Buffer.byteLength(topic), Buffer.byteLength(body)]
  const size = messageSize({
    topic: textSize(topic, topicBytes),
    payload: typeof body === 'string' ? textSize(body, bytes) : bytes,
  })
  return { topic, topicBytes, body, bytes, size, qos, retain, until: now + expires }
}

export const expires = ({ until }: OutgoingMessage): boolean => until !== Infinity

export const hasExpired = ({ until }: OutgoingMessage, now: number): boolean => now >= until

/** For how much longer the broker may keep it: whole seconds, at least 1, since 0 would be at once. */
export const secondsLeft = ({ until }: OutgoingMessage, now: number): number =>
  Math.min(Math.max(1, Math.ceil((until - now) / 1000)), 0xff_ff_ff_ff)
