import { copyJson, type Json } from '../../../model/json.ts'
import type { Context } from '../../../operator/context.ts'
import { type Bounds, demandRoom, eventsIn, lostOf, resultOf } from '../results.ts'
import { ofOne } from './aligned.ts'
import type { Common, Span, WindowHooks, WindowPort, WindowState } from './shape.ts'

const early = 'early'

/**
 * Sessions: an event opens [time, time + gap), and what overlaps or touches becomes one. Each has a timer that is named
 * after its start; where the session has grown since, it is set anew when it is due.
 */
export function sessions(gap: number, settings: Common): WindowHooks {
  const { summary, lateness, maxEvents, tellsNew } = settings
  const nameOf = (start: number): string => String(start)

  const tell = (
    port: 'out' | 'update',
    bounds: Bounds,
    held: Json,
    { emit, fail }: Context<WindowPort>,
    { rows }: WindowState,
  ): void => {
    try {
      emit(port, resultOf(summary, bounds, held, rows), { time: bounds.end - 1 })
    } catch (error) {
      fail(error, lostOf(bounds, held, eventsIn(summary, bounds, rows)))
    }
  }

  const remove = (start: number, { spans, rows }: WindowState): void => {
    spans.delete(start)
    if (summary.collects) rows.dropBefore(spans.entries()[0]?.[0] ?? Number.POSITIVE_INFINITY)
  }

  return {
    on: {
      in: (event, context, state) => {
        const { watermark, ordinal, wake, cancel, emit, now } = context
        const { spans, rows } = state
        const { time } = event
        const touched = spans
          .entries()
          .flatMap(([, span]) => (span.start <= time + gap && time <= span.end ? [span] : []))
        const start = Math.min(time, ...touched.map((span) => span.start))
        const end = Math.max(time + gap, ...touched.map((span) => span.end))
        if (end - 1 + lateness <= watermark) return context.late()
        demandRoom(summary, rows, maxEvents)
        // What could fail comes before anything is changed.
        const held = merged(touched, time, settings)
        summary.add(held, event, ordinal)
        const isCorrection = end - 1 <= watermark
        const wasTold = touched.some(({ told }) => told !== null)
        for (const span of touched) {
          if (span.start === start) continue
          spans.delete(span.start)
          cancel(nameOf(span.start))
        }
        const told = isCorrection ? end : wasTold ? Math.max(...touched.map((span) => span.told ?? 0)) : null
        spans.set(start, { start, end, held: isCorrection && tellsNew ? summary.start() : held, told })
        if (summary.collects) rows.append(time, { ordinal, event })
        if (!touched.some((span) => span.start === start))
          wake(nameOf(start), isCorrection ? end - 1 + lateness : end - 1, 'event')
        if (isCorrection) {
          const bounds = { start, end }
          emit(
            'update',
            tellsNew ? ofOne(summary, bounds, event, ordinal) : resultOf(summary, bounds, held, rows),
            {
              time: end - 1,
            },
          )
        } else if (settings.early !== undefined && state.early.get() === undefined) {
          const when = now + settings.early
          state.early.set(when)
          wake(early, when, 'wall')
        }
      },
    },
    onTimer: ({ name, time }, context, state) => {
      const { spans } = state
      if (name === early) {
        state.early.delete()
        for (const [, span] of spans.entries())
          if (span.end - 1 > context.watermark)
            context.emit('early', resultOf(summary, span, span.held, state.rows), { time: span.end - 1 })
        return
      }
      const span = spans.get(Number(name))
      if (span === undefined) return
      const last = span.end - 1
      const isDue = last <= time
      if (isDue && span.told !== span.end) {
        tell(span.told === null ? 'out' : 'update', span, span.held, context, state)
        if (lateness > 0)
          spans.set(span.start, { ...span, told: span.end, held: tellsNew ? summary.start() : span.held })
      }
      if (last + lateness <= time) return remove(span.start, state)
      context.wake(name, isDue ? last + lateness : last, 'event')
    },
  }
}

/** What the sessions around a time hold together: a copy, or of one that is only added to what it holds itself. */
function merged(touched: readonly Span[], time: number, { summary }: Common): Json {
  const [first, ...others] = touched
  if (first === undefined) return summary.start()
  if (others.length === 0 && time >= first.start && first.told === null) return first.held
  const held = copyJson(first.held)
  for (const { held: later } of others) summary.merge(held, later)
  return held
}
