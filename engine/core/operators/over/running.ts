import type { Summary } from '../window/summary.ts'
import type { Holding } from './frame.ts'

/** A frame without a beginning: all rows so far, of which one summary is enough. */
export const runningHolding = (summary: Summary): Holding => ({
  add: (_position, event, number, { running }) => {
    const held = running.get() ?? summary.start()
    summary.add(held, event, number)
    running.set(held)
  },
  heldIn: (_from, _to, { running }) => running.get() ?? summary.start(),
  free: () => {},
})
