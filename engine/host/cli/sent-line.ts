import type { Outgoing } from '../../core/runtime/outbox.ts'
import { instantText } from '../connectors/log/instant-text.ts'
import { printable } from '../connectors/log/printable.ts'

/** So many characters of a payload are shown. */
const shown = 160

/**
 * A message that was sent, in a line that begins as those of the log do, with the event's time; undefined for what has no
 * topic, such as a line of the log, which shows itself, and for a question.
 */
export function sentLine(flow: string, { time, delivery }: Outgoing): string | undefined {
  const { topic, payload, question } = delivery
  if (topic === undefined || question !== undefined) return undefined
  const text = JSON.stringify(payload)
  const short = text.length > shown ? `${text.slice(0, shown)}...` : text
  return printable(`${instantText(time)} ${flow}: ${topic} ${short}`)
}
