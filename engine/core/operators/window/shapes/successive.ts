import type { EmitOptions } from '../../../operator/context.ts'
import { type Cut, lastOf } from '../cuts/cut.ts'
import { type Bounds, demandRoom, eventsIn, lostOf, resultOf } from '../results.ts'
import type { Common, WindowHooks } from './shape.ts'

/**
 * Windows of one pane each, which are let go of once they have fired: what most windows are. They have nothing to
 * remember but what is in them, and a timer that is named after each.
 */
export function successiveWindows(cut: Cut, { summary, maxEvents }: Common): WindowHooks {
  const names = timerNames()
  const place = placeIn(cut)
  const boundsOf = (window: number): Bounds => ({ start: cut.startOf(window), end: cut.startOf(window + 1) })
  // Made once: a result is emitted for each window and key.
  const when = { time: 0 }
  const at = (time: number): EmitOptions => {
    when.time = time
    return when
  }
  return {
    on: {
      in: (event, { watermark, ordinal, late, wake }, { panes, rows }) => {
        const { window, last } = place(event.time)
        if (last <= watermark) return late()
        const held = panes.get(window)
        demandRoom(summary, rows, maxEvents)
        // A pane is changed in place, after all that could fail.
        const pane = held ?? summary.start()
        summary.add(pane, event, ordinal)
        panes.set(window, pane)
        if (summary.collects) rows.append(event.time, { ordinal, event })
        if (held === undefined) wake(names.nameOf(window), last, 'event')
      },
    },
    onTimer: ({ name, time }, { emit, fail }, { panes, rows }) => {
      const window = names.numberOf(name)
      const pane = panes.get(window)
      if (pane === undefined) return
      const bounds = boundsOf(window)
      try {
        emit('out', resultOf(summary, bounds, pane, rows), at(time))
      } catch (error) {
        // Its time has come all the same: the window goes, so that it can't fill up with what is over.
        fail(error, lostOf(bounds, pane, eventsIn(summary, bounds, rows)))
      }
      panes.delete(window)
      if (summary.collects) rows.dropBefore(bounds.end)
    },
  }
}

interface Place {
  readonly window: number
  /** Its first and its last instant. */
  readonly start: number
  readonly last: number
}

/** Finds the window of a time. Most events that come together lie in the same one. */
function placeIn(cut: Cut): (time: number) => Place {
  let recent: Place = { window: 0, start: 0, last: -1 }
  return (time) => {
    if (time < recent.start || time > recent.last) {
      const window = cut.paneOf(time)
      recent = { window, start: cut.startOf(window), last: lastOf(cut, window) }
    }
    return recent
  }
}

/** The timer of a window is named after its number. Most windows that open and close together have the same one. */
function timerNames(): { nameOf(window: number): string; numberOf(name: string): number } {
  let recentNumber = Number.NaN
  let recentName = ''
  return {
    nameOf(window) {
      if (window !== recentNumber) {
        recentNumber = window
        recentName = String(window)
      }
      return recentName
    },
    numberOf: (name) => (name === recentName ? recentNumber : Number(name)),
  }
}
