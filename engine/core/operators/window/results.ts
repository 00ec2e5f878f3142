import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import { copyJson, type Json } from '../../model/json.ts'
import type { LogEntry, LogState } from '../../operator/state.ts'
import type { Row } from './shapes/shape.ts'
import type { Summary } from './summary.ts'

/** The instants (ms since the epoch) from the start of a window to before its end. */
export interface Bounds {
  readonly start: number
  readonly end: number
}

/** What a window gives of what it holds. `rows` are those that were collected. Throws what an expression does. */
export function resultOf(summary: Summary, bounds: Bounds, held: Json, rows: LogState<Row>): Json {
  // Written down with its fields it would have room for no others; made empty, it has for some.
  const payload: Record<string, Json> = {}
  payload['start'] = bounds.start
  payload['end'] = bounds.end
  return summary.result(payload, held, eventsIn(summary, bounds, rows))
}

/** What goes into the dead letter of a window whose result can't be made; `events` are those that were collected. */
export const lostOf = ({ start, end }: Bounds, held: Json, events: readonly Event[]): Json => ({
  start,
  end,
  held: copyJson(held),
  ...(events.length === 0 ? {} : { payloads: events.map(({ payload }) => payload) }),
})

/** The events of a window that were collected, as they arrived. */
export function eventsIn(summary: Summary, { start, end }: Bounds, rows: LogState<Row>): readonly Event[] {
  return summary.collects ? inOrderOfArrival(rows.entries(start, end - 1)) : []
}

export function inOrderOfArrival(rows: readonly LogEntry<Row>[]): Event[] {
  return rows
    .map(({ value }) => value)
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ event }) => event)
}

/** Throws where one more event would be too many. */
export function demandRoom(summary: Summary, rows: LogState<Row>, maxEvents: number): void {
  if (summary.collects && rows.length >= maxEvents) throw tooMany(maxEvents)
}

export const tooMany = (maxEvents: number): Failure =>
  new Failure('window-full', `the windows of this key hold ${maxEvents} events already (setting maxEvents)`)
