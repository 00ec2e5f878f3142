import type { Context } from '../../operator/context.ts'
import { hold } from '../held-event.ts'
import { type Common, type DedupeHooks, type DedupePort, type DedupeState, tooMany } from './dedupe-state.ts'

/** The timer of the events that wait; the others are named after identities, whose texts are JSON. */
const next = 'next'

/** The first event of each identity, and another one as soon as a span (ms) lies between it and those that went out. */
export function firstWithin(span: number, by: 'time' | 'arrival', { identityOf, most }: Common): DedupeHooks {
  /** Whether it is the first of its identity, which is then remembered. */
  const isFirst = (
    time: number,
    name: string,
    context: Context<DedupePort>,
    { seen }: DedupeState,
  ): boolean => {
    const before = seen.get(name) ?? []
    if (before.some((other) => Math.abs(time - other) < span)) return false
    // What lies further back has no repeat that is in time.
    const times = [...before.filter((other) => other + span - 1 > context.watermark), time]
    if (times.length > most) throw tooMany(most)
    seen.set(name, times)
    // From here on whatever could be its repeat is late.
    context.wake(name, Math.max(...times) + span - 1, 'event')
    return true
  }

  return {
    on: {
      in: (event, context, state) => {
        const { time } = event
        const { seen, waiting } = state
        if (time <= context.watermark) return context.late()
        const name = identityOf(event)
        const kept = (seen.get(name) === undefined ? seen.size : 0) + waiting.length
        if (kept >= most) throw tooMany(most)
        if (by === 'arrival' || time === context.watermark + 1) {
          return context.forward(isFirst(time, name, context, state) ? 'out' : 'rest')
        }
        // One before it may still come, which would be the first in its place.
        waiting.append(time, { name, event: hold(context, event) })
        wakeForFirst(context, state)
      },
    },
    onTimer: (timer, context, state) => {
      if (timer.name !== next) return state.seen.delete(timer.name)
      const { waiting } = state
      for (const { time, value } of waiting.entries(undefined, timer.time + 1)) {
        const { name, event } = value
        const port = isFirst(time, name, context, state) ? 'out' : 'rest'
        context.settle()
        context.emit(port, event.payload, { time, key: event.key, from: event })
      }
      waiting.dropBefore(timer.time + 2)
      wakeForFirst(context, state)
    },
  }
}

function wakeForFirst({ wake }: Context<DedupePort>, { waiting }: DedupeState): void {
  const first = waiting.first()
  // At this time an earlier one would be late; one of the same time comes after it anyway.
  if (first !== undefined) wake(next, first.time - 1, 'event')
}
