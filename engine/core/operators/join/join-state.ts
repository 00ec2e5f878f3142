import type { Event, Key } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import type { Hooks } from '../../operator/operator.ts'
import { type Handles, type LogState, log, map, record } from '../../operator/state.ts'

/** An event that waits for what goes with it; its number tells it from all others of its key. */
export interface Row {
  readonly number: number
  readonly event: Event
  /** Of a version: from its time on there is none. */
  readonly isRemoval?: true
}

/** What a key has in a join, whatever its kind. */
export const joinState = {
  left: log<Row>(),
  right: log<Row>(),
  /** The numbers of rows that have found another. */
  matched: map<number, true>(),
  /** When left rows that are given alone, since they have a partner, are due; by their numbers. */
  due: map<number, number>(),
  rows: record<number>(),
  /** The window that fires next. */
  next: record<number>(),
}

export type JoinState = Handles<typeof joinState>
export type JoinPort = 'out' | 'late'
export type JoinInput = 'left' | 'right'
export type JoinHooks = Hooks<JoinInput, JoinPort, typeof joinState>

export type JoinType = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti'

/** What joins of every kind are made with. */
export interface Common {
  readonly type: JoinType
  /** How many events of a key wait on each side at most. */
  readonly maxEvents: number
  /** Whether an event of a key, on a side, can have a partner at all: nothing equals null. */
  matches(key: Key, side: JoinInput): boolean
  /** What two events give, or one without a partner, in a window. Throws what an expression does. */
  payloadOf(left: Event | undefined, right: Event | undefined, bounds?: Bounds): Json
}

/** The bounds of a window, ms. */
export interface Bounds {
  readonly start: number
  readonly end: number
}

/** A row for an event, with the next number. Throws where there would be too many. */
export function rowOf(event: Event, side: LogState<Row>, { rows }: JoinState, maxEvents: number): Row {
  if (side.length >= maxEvents)
    throw new Failure(
      'join-full',
      `${maxEvents} events of this key wait on one side already (setting maxEvents)`,
    )
  const number = (rows.get() ?? 0) + 1
  rows.set(number)
  return { number, event }
}

/** Where nothing waits any more numbers begin anew, and nothing is left of the key. */
export function beginAnew({ left, right, rows }: JoinState): void {
  if (left.length === 0 && right.length === 0) rows.delete()
}

/** Gives the result of two events, or of one without a partner, at a time at which the node may still say so. */
export function tell(
  { payloadOf }: Common,
  left: Event | undefined,
  right: Event | undefined,
  time: number,
  { emit }: Context<JoinPort>,
  bounds?: Bounds,
): void {
  emit('out', payloadOf(left, right, bounds), { time })
}

/** The same from a timer: where the result can't be made, the others can all the same. */
export function tellOrFail(
  common: Common,
  left: Event | undefined,
  right: Event | undefined,
  time: number,
  context: Context<JoinPort>,
  bounds?: Bounds,
): void {
  try {
    tell(common, left, right, time, context, bounds)
  } catch (error) {
    context.fail(error, { left: left?.payload ?? null, right: right?.payload ?? null })
  }
}

/** Whether events of a side without a partner have a result. */
export const keepsAlone = (type: JoinType, side: JoinInput): boolean =>
  type === 'full' || type === side || (type === 'anti' && side === 'left')

/** The first time from which on an event has waited, ms. */
export const firstTime = (side: LogState<Row>): number | undefined => side.first()?.time
