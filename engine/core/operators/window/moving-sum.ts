import type { Event } from '../../model/event.ts'
import type { Json } from '../../model/json.ts'
import { forgetMerged, type Panes, summaryOf } from './pane-tree.ts'
import type { Summary } from './summary.ts'

/** A span is so many panes wide. At both of its ends a part of one is gone through event by event. */
const panesInSpan = 64

/** An event, and its place in the order that `$first` and `$last` go by. */
interface Summed {
  readonly event: Event
  readonly ordinal: number
}

/**
 * What events come to in a span that moves on, of so many positions: times in ms, or numbers of rows. Whoever has the
 * events keeps them, and gives those from one position to another, both included.
 */
export interface MovingSum {
  /** Takes an event in. Where it throws, nothing has changed. */
  add(position: number, summed: Summed, panes: Panes): void
  /** What the events from one position to another come to, before the last of which none comes any more. */
  between(
    from: number,
    to: number,
    panes: Panes,
    events: (from: number, to: number) => readonly Summed[],
  ): Json
  /** Lets go of what lies before a position. */
  free(position: number, panes: Panes): void
}

export function movingSum(size: number, summary: Summary): MovingSum {
  const width = Math.max(1, Math.ceil(size / panesInSpan))
  const paneOf = (position: number): number => Math.floor(position / width)

  const addAll = (held: Json, all: readonly Summed[]): void => {
    if (all.length === 0) return
    const part = summary.start()
    for (const { event, ordinal } of all) summary.add(part, event, ordinal)
    summary.merge(held, part)
  }

  return {
    add(position, { event, ordinal }, panes) {
      const pane = paneOf(position)
      const held = panes.panes.get(pane) ?? summary.start()
      summary.add(held, event, ordinal)
      panes.panes.set(pane, held)
      forgetMerged(panes, pane)
    },
    between(from, to, panes, events) {
      const [first, last] = [Math.ceil(from / width), paneOf(to)]
      const held = summary.start()
      if (first >= last) {
        addAll(held, events(from, to))
        return held
      }
      addAll(held, events(from, first * width - 1))
      const whole = summaryOf(panes, summary, first, last, true)
      if (whole !== undefined) summary.merge(held, whole)
      addAll(held, events(last * width, to))
      return held
    },
    free(position, panes) {
      if (panes.panes.size === 0) return
      for (const [pane] of panes.panes.entries()) {
        if ((pane + 1) * width > position) break
        forgetMerged(panes, pane)
        panes.panes.delete(pane)
      }
    },
  }
}
