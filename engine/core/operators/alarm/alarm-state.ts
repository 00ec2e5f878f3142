import type { Json } from '../../model/json.ts'
import { type Handles, record } from '../../operator/state.ts'
import { waitingState } from '../in-time-order.ts'
import type { Alarm } from './alarm-machine.ts'

/** What a key has whose alarm is not simply at rest. */
export interface Held {
  readonly alarm: Alarm
  /** When it was raised, ms; null before. */
  readonly since: number | null
  /** What holds and has not held for long enough yet. */
  readonly pending: 'raised' | 'cleared' | null
  /** Whether `raise` held, for the last events, the newest last. */
  readonly recent: readonly boolean[]
  /** How often it was told again since it was raised. */
  readonly repeated: number
  /** The payload of the newest event. */
  readonly value: Json
}

export const alarmState = { ...waitingState, held: record<Held>() }

export type AlarmState = Handles<typeof alarmState>
export type AlarmPort = 'out' | 'journal' | 'late'
