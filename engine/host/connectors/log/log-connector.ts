import type { Outgoing } from '../../../core/runtime/outbox.ts'
import { isObject } from '../../../core/model/json.ts'
import type { Connector } from '../connector.ts'
import { printable } from './printable.ts'

/** Serves `log`: each event becomes a line, given to `write` without its end. */
export function logConnector(write: (line: string) => void): Connector {
  return {
    types: ['log'],
    open: (_nodes, { flow }) => ({
      ready: Promise.resolve(),
      send: (outgoing) => write(lineOf(flow, outgoing)),
      isFull: () => false,
      stopReading: () => {},
      close: () => Promise.resolve(0),
    }),
  }
}

/** The event's time, how much it matters, where from, and the message, in one line that can't act on a terminal. */
function lineOf(flow: string, { node, time, delivery: { payload } }: Outgoing): string {
  const { level, message } = isObject(payload) ? payload : { level: 'info', message: payload }
  const text = typeof message === 'string' ? message : JSON.stringify(message)
  return `${instant(time)} ${String(level)} ${flow}/${node}: ${printable(text)}`
}

function instant(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time)
}
