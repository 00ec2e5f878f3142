import { makeEvent } from '../../model/event.ts'
import type { Json } from '../../model/json.ts'
import type { LogEntry } from '../../operator/state.ts'
import type { HeldEvent } from '../held-event.ts'
import { forgetMerged, summaryOf } from '../window/pane-tree.ts'
import type { Summary } from '../window/summary.ts'
import type { Holding } from './frame.ts'
import type { OverState, Row } from './over-state.ts'

/** A frame is so many panes wide. At both of its ends a part of one is gone through row by row. */
const panesInFrame = 64

/** A frame that moves on, of so many positions: rows are summed up in panes, and a frame is made of those. */
export function paneHolding(size: number, summary: Summary): Holding {
  const width = Math.max(1, Math.ceil(size / panesInFrame))
  const paneOf = (position: number): number => Math.floor(position / width)

  const addRows = (held: Json, rows: readonly LogEntry<Row>[]): void => {
    if (rows.length === 0) return
    const part = summary.start()
    for (const { value } of rows) summary.add(part, eventOf(value.event), value.number)
    summary.merge(held, part)
  }

  return {
    add: (position, event, number, state) => {
      const pane = paneOf(position)
      const held = state.panes.get(pane) ?? summary.start()
      summary.add(held, event, number)
      state.panes.set(pane, held)
      forgetMerged(state, pane)
    },
    heldIn: (from, to, state) => {
      const { kept } = state
      const [first, last] = [Math.ceil(from / width), paneOf(to)]
      const held = summary.start()
      if (first >= last) {
        addRows(held, kept.entries(from, to))
        return held
      }
      addRows(held, kept.entries(from, first * width - 1))
      // No more rows come into panes before the last one.
      const whole = summaryOf(state, summary, first, last, true)
      if (whole !== undefined) summary.merge(held, whole)
      addRows(held, kept.entries(last * width, to))
      return held
    },
    free: (position, state: OverState) => {
      const { panes } = state
      if (panes.size === 0) return
      for (const [pane] of panes.entries()) {
        if ((pane + 1) * width > position) break
        forgetMerged(state, pane)
        panes.delete(pane)
      }
    },
  }
}

/** An event as expressions see it. */
export const eventOf = ({ payload, time, key, topic, params, properties }: HeldEvent) =>
  makeEvent(payload, time, key, topic, params, properties)
