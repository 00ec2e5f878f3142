import type { Event } from '../../../model/event.ts'
import { copyJson, type Json } from '../../../model/json.ts'
import type { Context, EmitOptions } from '../../../operator/context.ts'
import { type Cut, lastOf } from '../cuts/cut.ts'
import { openWindows } from '../cuts/open-windows.ts'
import { forgetMerged, summaryOf } from '../pane-tree.ts'
import { type Bounds, demandRoom, eventsIn, lostOf, resultOf } from '../results.ts'
import type { Common, Progress, WindowHooks, WindowPort, WindowState } from './shape.ts'

/** How windows by time go on with a key that has no events; for how long, in ms of event time. */
interface Aligned extends Common {
  readonly emptyFor: number | undefined
}

const fire = 'fire'
const free = 'free'
const early = 'early'

const atRest: Progress = { next: null, oldest: null, filled: null, changed: null }

/**
 * Windows whose starts and ends do not depend on the events. An event is added to the one pane that holds it, and a
 * window's result is that of its panes. A key has one timer for the window that fires next.
 */
export function alignedWindows(cut: Cut, settings: Aligned): WindowHooks {
  const { summary, lateness, maxEvents, tellsNew, emptyFor } = settings
  const boundsOf = (window: number): Bounds => ({
    start: cut.startOf(cut.from(window)),
    end: cut.startOf(cut.to(window)),
  })
  const heldBy = (window: number, state: WindowState, isFull: boolean): Json | undefined =>
    summaryOf(state, summary, cut.from(window), cut.to(window), isFull)
  const wholeOf = (window: number, state: WindowState, isFull: boolean): Json =>
    resultOf(summary, boundsOf(window), heldBy(window, state, isFull) ?? summary.start(), state.rows)

  // Made once: a result is emitted for each window and key.
  const when = { time: 0 }
  const at = (time: number): EmitOptions => {
    when.time = time
    return when
  }

  const correct = (
    windows: readonly [first: number, behind: number],
    event: Event,
    { watermark, ordinal, emit }: Context<WindowPort>,
    state: WindowState,
  ): void => {
    const [first, behind] = windows
    for (let window = first; window < behind; window++) {
      const time = lastOf(cut, window)
      if (time + lateness <= watermark) continue
      emit(
        'update',
        tellsNew ? ofOne(summary, boundsOf(window), event, ordinal) : wholeOf(window, state, true),
        {
          time,
        },
      )
    }
  }

  const arm = (
    pane: number,
    windows: readonly [firing: number, last: number],
    { now, wake }: Context<WindowPort>,
    { progress }: WindowState,
  ): void => {
    const [firing, last] = windows
    const before = progress.get() ?? atRest
    let { next, oldest, changed } = before
    if (firing <= last && (next === null || firing < next)) {
      next = firing
      wake(fire, lastOf(cut, next), 'event')
    }
    if (lateness > 0 && (oldest === null || pane < oldest)) {
      oldest = pane
      wake(free, lastOf(cut, cut.lastWith(pane)) + lateness, 'event')
    }
    if (settings.early !== undefined && firing <= last) {
      if (changed === null) wake(early, now + settings.early, 'wall')
      changed = [Math.min(changed?.[0] ?? firing, firing), Math.max(changed?.[1] ?? last, last)]
    }
    progress.set({ ...before, next, oldest, changed })
  }

  /** The window to fire after one that has. */
  const following = (window: number, filled: number | null, { panes }: WindowState): number | null => {
    const next = window + 1
    if (emptyFor !== undefined && filled !== null && cut.startOf(cut.from(next)) < filled + emptyFor)
      return next
    if (panes.size === 0) return null
    for (let pane = cut.to(next) - 1; pane >= cut.from(next); pane--)
      if (panes.get(pane) !== undefined) return next
    const ahead = panes.entries().find(([pane]) => pane >= cut.to(next))
    return ahead === undefined ? null : cut.firstWith(ahead[0])
  }

  const fires = (context: Context<WindowPort>, state: WindowState): void => {
    const { emit, fail, wake } = context
    const before = state.progress.get() ?? atRest
    const window = before.next
    if (window === null) return
    const held = heldBy(window, state, true)
    if (held !== undefined || emptyFor !== undefined) {
      const bounds = boundsOf(window)
      const kept = held ?? summary.start()
      try {
        emit('out', resultOf(summary, bounds, kept, state.rows), at(bounds.end - 1))
      } catch (error) {
        // Its time has come all the same: the window goes on, so that it can't fill up with what is over.
        fail(error, lostOf(bounds, kept, eventsIn(summary, bounds, state.rows)))
      }
    }
    if (lateness === 0) freePanes(cut.from(window), cut.from(window + 1), state)
    const filled = held === undefined ? before.filled : cut.startOf(cut.to(window))
    const next = following(window, filled, state)
    if (next !== null) wake(fire, lastOf(cut, next), 'event')
    if (next === null && before.oldest === null && before.changed === null) state.progress.delete()
    else state.progress.set({ ...before, next, filled })
  }

  const freePanes = (from: number, to: number, state: WindowState): void => {
    for (let pane = from; pane < to; pane++) {
      forgetMerged(state, pane)
      state.panes.delete(pane)
    }
    if (summary.collects) state.rows.dropBefore(cut.startOf(to))
  }

  /** Lets go of the panes whose windows take no late events any more. */
  const frees = (time: number, { wake }: Context<WindowPort>, state: WindowState): void => {
    const before = state.progress.get() ?? atRest
    let { oldest } = before
    while (oldest !== null && lastOf(cut, cut.lastWith(oldest)) + lateness <= time) {
      freePanes(oldest, oldest + 1, state)
      oldest = state.panes.entries()[0]?.[0] ?? null
    }
    if (oldest !== null) wake(free, lastOf(cut, cut.lastWith(oldest)) + lateness, 'event')
    if (oldest === null && before.next === null && before.changed === null) state.progress.delete()
    else state.progress.set({ ...before, oldest })
  }

  const tellsEarly = ({ watermark, emit }: Context<WindowPort>, state: WindowState): void => {
    const { progress } = state
    const before = progress.get() ?? atRest
    const [first, last] = before.changed ?? [0, -1]
    progress.set({ ...before, changed: null })
    for (let window = first; window <= last; window++) {
      const time = lastOf(cut, window)
      if (time > watermark && heldBy(window, state, false) !== undefined)
        emit('early', wholeOf(window, state, false), { time })
    }
  }

  return {
    on: {
      in: (event, context, state) => {
        const { watermark, ordinal } = context
        const { panes, rows } = state
        const open = openWindows(cut, event.time, watermark, lateness)
        if (open === 'late') return context.late()
        if (open === 'between windows') return context.drop(open)
        const { pane, first, last, firing } = open
        const held = panes.get(pane)
        demandRoom(summary, rows, maxEvents)
        // A pane is changed in place, after all that could fail; what a correction says could, so it has a copy.
        const own = held === undefined ? summary.start() : firing > first ? copyJson(held) : held
        summary.add(own, event, ordinal)
        panes.set(pane, own)
        if (summary.collects) rows.append(event.time, { ordinal, event })
        // Only a new pane can move a timer, where no early results are asked for.
        if (held === undefined || settings.early !== undefined) arm(pane, [firing, last], context, state)
        if (firing === first) return
        forgetMerged(state, pane)
        correct([first, firing], event, context, state)
      },
    },
    onTimer: ({ name, time }, context, state) => {
      if (name === fire) fires(context, state)
      else if (name === free) frees(time, context, state)
      else tellsEarly(context, state)
    },
  }
}

/** What a window gives that holds one event alone. */
export function ofOne(
  summary: Common['summary'],
  { start, end }: Bounds,
  event: Event,
  ordinal: number,
): Json {
  const held = summary.start()
  summary.add(held, event, ordinal)
  return summary.result({ start, end }, held, [event])
}
