import type { Event } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import type { Ahead } from './ahead.ts'
import type { Context } from '../operator/context.ts'
import { type LogState, log, record, type RecordState } from '../operator/state.ts'

/** What a key has whose events wait for those before them. */
export const waitingState = {
  /** Events that are ahead, by time; of one time as they arrived. */
  waiting: log<Ahead>(),
  /** When the first of them is due, ms. */
  due: record<number>(),
}

interface Waiting {
  readonly waiting: LogState<Ahead>
  readonly due: RecordState<number>
}

const next = 'next'

/**
 * Hands on the events of a key in order of time, of one time as they arrived: each waits until none before it is expected
 * any more. What `take` throws makes a dead letter of that event alone. Events at or behind the watermark are late.
 */
export function inTimeOrder<Port extends string, State extends Waiting>(
  maxEvents: number,
  take: (
    event: Event,
    context: Context<Port>,
    state: State,
    ordinal: number,
    input: string | undefined,
  ) => void,
): {
  takeIn(event: Event, context: Context<Port>, state: State): void
  /** The same for an input that shares the order with others. */
  takeInBy(input: string): (event: Event, context: Context<Port>, state: State) => void
  /** For the timer that `takeIn` sets, the only one. */
  onTimer(timer: { readonly time: number }, context: Context<Port>, state: State): void
} {
  const takeInBy =
    (input: string | undefined) =>
    (event: Event, context: Context<Port>, { waiting, due }: State): void => {
      if (event.time <= context.watermark) return context.late()
      if (waiting.length >= maxEvents)
        throw new Failure(
          'too-many-waiting',
          `${maxEvents} events of this key wait for those before them already (setting maxEvents)`,
        )
      context.wait()
      const { ordinal } = context
      waiting.append(event.time, input === undefined ? { ordinal, event } : { ordinal, event, input })
      const before = due.get()
      if (before !== undefined && before <= event.time) return
      due.set(event.time)
      context.wake(next, event.time, 'event')
    }
  return {
    takeIn: takeInBy(undefined),
    takeInBy,
    onTimer({ time }, context, state) {
      const { waiting, due } = state
      for (const { value } of waiting.entries(undefined, time)) {
        const { event, ordinal, input } = value
        context.settle()
        try {
          take(event, context, state, ordinal, input)
        } catch (error) {
          context.fail(error, event.payload, event)
        }
      }
      waiting.dropBefore(time + 1)
      const first = waiting.first()
      if (first === undefined) return due.delete()
      due.set(first.time)
      context.wake(next, first.time, 'event')
    },
  }
}
