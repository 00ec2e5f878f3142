import type { Context } from '../../../operator/context.ts'
import type { LogEntry } from '../../../operator/state.ts'
import { movingSum } from '../moving-sum.ts'
import { inOrderOfArrival, lostOf, tooMany } from '../results.ts'
import type { Common, Row, WindowHooks, WindowPort } from './shape.ts'

const next = 'next'

/**
 * For each event, in order of time, a window of the events up to it, those of its own time included, and not so long
 * before. Its result comes when none before it is expected any more.
 */
export function sliding(size: number, { summary, maxEvents }: Common): WindowHooks {
  const sum = movingSum(size, summary)

  const wakeFor = (first: LogEntry<Row> | undefined, { wake }: Context<WindowPort>): void => {
    if (first !== undefined) wake(next, first.time, 'event')
  }

  return {
    on: {
      in: (event, context, state) => {
        const { time } = event
        const { watermark, ordinal } = context
        const { rows, due } = state
        if (time <= watermark) return context.late()
        if (rows.length >= maxEvents) throw tooMany(maxEvents)
        sum.add(time, { event, ordinal }, state)
        rows.append(time, { ordinal, event })
        const before = due.get()
        if (before !== undefined && before <= time) return
        due.set(time)
        context.wake(next, time, 'event')
      },
    },
    onTimer: ({ time }, context, state) => {
      const { rows, due } = state
      const since = time - size
      const own = rows.entries(time, time)
      const bounds = { start: since + 1, end: time + 1 }
      const held = sum.between(since + 1, time, state, (from, to) =>
        rows.entries(from, to).map(({ value }) => value),
      )
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
      sum.free(gone + 1, state)
      rows.dropBefore(gone + 1)
    },
  }
}
