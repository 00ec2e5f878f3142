import type { Outgoing } from '../../../core/runtime/outbox.ts'
import { isObject } from '../../../core/model/json.ts'
import type { Connector } from '../connector.ts'
import { instantText } from './instant-text.ts'
import { printable } from './printable.ts'

/** How whoever writes the lines bounds what waits to be written. */
export interface LineRoom {
  /** How many lines are not written yet. */
  readonly waiting: number
  isFull(): boolean
  /** Calls back, once, when there is room again. */
  whenRoom(callback: () => void): void
  /** Waits until all is written, for at most so many ms; gives how many lines are not. */
  flush(patience: number): Promise<number>
}

const endless: LineRoom = {
  waiting: 0,
  isFull: () => false,
  whenRoom: () => {},
  flush: () => Promise.resolve(0),
}

/** Serves `log`: each event becomes a line, given to `write` without its end. */
export function logConnector(write: (line: string) => void, room: LineRoom = endless): Connector {
  return {
    types: ['log'],
    open: (_nodes, { flow, hasRoom }) => ({
      ready: Promise.resolve(),
      send: (outgoing) => {
        const wasFull = room.isFull()
        write(lineOf(flow, outgoing))
        if (!wasFull && room.isFull()) room.whenRoom(hasRoom)
      },
      isFull: () => room.isFull(),
      waiting: () => room.waiting,
      stopReading: () => {},
      close: (patience) => room.flush(patience),
    }),
  }
}

/** The event's time, how much it matters, where from, of which key, and the message: a line that can't act on a terminal. */
function lineOf(flow: string, { node, key, time, delivery: { payload } }: Outgoing): string {
  const { level, message } = isObject(payload) ? payload : { level: 'info', message: payload }
  const text = typeof message === 'string' ? message : JSON.stringify(message)
  const of = key === null ? '' : ` [${typeof key === 'string' ? key : JSON.stringify(key)}]`
  return `${instantText(time)} ${String(level)} ${flow}/${node}${printable(`${of}: ${text}`)}`
}
