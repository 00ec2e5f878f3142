import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { makeEvent } from '../../core/model/event.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'
import { cutLetter } from './kept-letters.ts'

/** What a sink has handed out and cannot be put into the form in which it is sent, as a dead letter, cut to size. */
export function unsendable(flow: string, outgoing: Outgoing, at: number, error: unknown): DeadLetter {
  const { node, port, key, time, delivery } = outgoing
  const problem = tooLarge(error)
    ? { code: 'too-large', message: 'too large to be sent: as text it is longer than a text can be (512 MB)' }
    : {
        code: 'not-sent',
        message: `cannot be sent: ${error instanceof Error ? error.message : String(error)}`,
      }
  return cutLetter({
    flow,
    node,
    port,
    event: makeEvent(delivery.payload, time, key, delivery.topic),
    problem,
    at,
  })
}

/** What V8 and Node say where a text would be longer than they can hold. */
function tooLarge(error: unknown): boolean {
  if (error instanceof RangeError) return true
  return error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG'
}
