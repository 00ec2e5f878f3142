import { copyJson, type Json } from '../../../model/json.ts'
import type { Context } from '../../../operator/context.ts'
import type { LogEntry } from '../../../operator/state.ts'
import { forgetMerged, summaryOf } from '../pane-tree.ts'
import { inOrderOfArrival, lostOf, tooMany } from '../results.ts'
import type { Common, Row, WindowHooks, WindowPort, WindowState } from './shape.ts'

/** A window is so many panes wide. At both of its ends a part of one is gone through event by event. */
const panesInWindow = 64

const next = 'next'

/**
 * For each event, in order of time, a window of the events up to it, those of its own time included, and not so long
 * before. Its result comes when none before it is expected any more.
 */
export function sliding(size: number, { summary, maxEvents }: Common): WindowHooks {
  const width = Math.max(1, Math.ceil(size / panesInWindow))
  const paneOf = (time: number): number => Math.floor(time / width)

  /** Of the events after `since` up to `until`: whole panes as they are, the others one by one. */
  const heldIn = (since: number, until: number, state: WindowState): Json => {
    const first = Math.floor(since / width) + 1
    const last = paneOf(until)
    const held = summary.start()
    const addRows = (rows: readonly LogEntry<Row>[]): void => {
      const part = summary.start()
      for (const { value } of rows) summary.add(part, value.event, value.ordinal)
      summary.merge(held, part)
    }
    if (first >= last) {
      addRows(state.rows.entries(since + 1, until))
      return held
    }
    addRows(state.rows.entries(since + 1, first * width - 1))
    const whole = summaryOf(state, summary, first, last, true)
    if (whole !== undefined) summary.merge(held, whole)
    addRows(state.rows.entries(last * width, until))
    return held
  }

  const wakeFor = (first: LogEntry<Row> | undefined, { wake }: Context<WindowPort>): void => {
    if (first !== undefined) wake(next, first.time, 'event')
  }

  return {
    on: {
      in: (event, context, state) => {
        const { time } = event
        const { watermark, ordinal } = context
        const { panes, rows, due } = state
        if (time <= watermark) return context.late()
        if (rows.length >= maxEvents) throw tooMany(maxEvents)
        const pane = paneOf(time)
        const held = copyJson(panes.get(pane) ?? summary.start())
        summary.add(held, event, ordinal)
        panes.set(pane, held)
        forgetMerged(state, pane)
        rows.append(time, { ordinal, event })
        const before = due.get()
        if (before !== undefined && before <= time) return
        due.set(time)
        context.wake(next, time, 'event')
      },
    },
    onTimer: ({ time }, context, state) => {
      const { panes, rows, due } = state
      const since = time - size
      const own = rows.entries(time, time)
      const bounds = { start: since + 1, end: time + 1 }
      const held = heldIn(since, time, state)
      const events = summary.collects ? inOrderOfArrival(rows.entries(since + 1, time)) : []
      for (let count = 0; count < own.length; count++) {
        try {
          context.emit('out', summary.result({ ...bounds }, held, events), { time })
        } catch (error) {
          context.fail(error, lostOf(bounds, held, events))
        }
      }
      const following = rows.entries(time + 1)[0]
      if (following === undefined) due.delete()
      else due.set(following.time)
      wakeFor(following, context)
      // An event that is yet to come may be the next one.
      const gone = Math.min(following?.time ?? Number.POSITIVE_INFINITY, context.watermark + 1) - size
      for (const [pane] of panes.entries()) {
        if ((pane + 1) * width - 1 > gone) break
        forgetMerged(state, pane)
        panes.delete(pane)
      }
      rows.dropBefore(gone + 1)
    },
  }
}
