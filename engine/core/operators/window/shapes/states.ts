import type { Event } from '../../../model/event.ts'
import type { Context } from '../../../operator/context.ts'
import { inTimeOrder } from '../../in-time-order.ts'
import { demandRoom, inOrderOfArrival, lostOf } from '../results.ts'
import type { Common, Span, WindowHooks, WindowPort, WindowState } from './shape.ts'

/** When a window opens, and when it closes: by another condition, or once the first does not hold any more. */
export interface Opening {
  readonly opens: (event: Event) => boolean
  readonly closes: ((event: Event) => boolean) | undefined
  /** The longest that a window may be, ms. */
  readonly longest: number
}

const longest = 'longest'

/**
 * Windows that a condition opens and another one closes, of events in order of time: those that are ahead wait. The
 * event that closes a window belongs to it; where it closes because the first condition does not hold any more, the event
 * that shows it does not.
 */
export function states({ opens, closes, longest: most }: Opening, settings: Common): WindowHooks {
  const { summary, maxEvents } = settings

  /** Gives the result of the open window, which ends before `end`. */
  const close = (
    { start, held }: Span,
    end: number,
    time: number,
    context: Context<WindowPort>,
    { open, rows }: WindowState,
  ): void => {
    open.delete()
    context.cancel(longest)
    // What is collected is what the window holds, and nothing else.
    const events = summary.collects ? inOrderOfArrival(rows.entries()) : []
    try {
      context.emit('out', summary.result({ start, end }, held, events), { time })
    } catch (error) {
      context.fail(error, lostOf({ start, end }, held, events))
    }
    if (summary.collects) rows.dropBefore(Number.POSITIVE_INFINITY)
  }

  const ordered = inTimeOrder<WindowPort, WindowState>(maxEvents, (event, context, state, ordinal) => {
    const { time } = event
    const before = state.open.get()
    const isOver = before !== undefined && (closes === undefined ? !opens(event) : closes(event))
    if (before !== undefined && isOver && closes === undefined)
      return close(before, time, time, context, state)
    if (before === undefined && !opens(event)) return
    const span = before ?? { start: time, end: time + most, held: summary.start(), told: null }
    demandRoom(summary, state.rows, maxEvents)
    summary.add(span.held, event, ordinal)
    if (summary.collects) state.rows.append(time, { ordinal, event })
    if (isOver) return close(span, time + 1, time, context, state)
    state.open.set(span)
    if (before === undefined) context.wake(longest, span.end - 1, 'event')
  })

  return {
    on: { in: ordered.takeIn },
    onTimer: ({ name, time }, context, state) => {
      if (name !== longest) return ordered.onTimer({ time }, context, state)
      // What comes at its last instant still belongs to it.
      const due = state.due.get()
      if (due !== undefined && due <= time) ordered.onTimer({ time }, context, state)
      const span = state.open.get()
      if (span !== undefined && span.end - 1 <= time) close(span, span.end, time, context, state)
    },
  }
}
