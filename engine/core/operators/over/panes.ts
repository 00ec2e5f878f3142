import { makeEvent } from '../../model/event.ts'
import type { HeldEvent } from '../held-event.ts'
import { movingSum } from '../window/moving-sum.ts'
import type { Summary } from '../window/summary.ts'
import type { Holding } from './frame.ts'

/** A frame that moves on, of so many positions. */
export function paneHolding(size: number, summary: Summary): Holding {
  const sum = movingSum(size, summary)
  return {
    add: (position, event, ordinal, state) => sum.add(position, { event, ordinal }, state),
    heldIn: (from, to, state) =>
      sum.between(from, to, state, (first, last) =>
        state.kept
          .entries(first, last)
          .map(({ value }) => ({ event: eventOf(value.event), ordinal: value.number })),
      ),
    free: (position, state) => sum.free(position, state),
  }
}

/** An event as expressions see it. */
export const eventOf = ({ payload, time, key, topic, params, properties }: HeldEvent) =>
  makeEvent(payload, time, key, topic, params, properties)
