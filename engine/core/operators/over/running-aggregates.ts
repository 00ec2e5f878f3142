import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import { hold } from '../held-event.ts'
import { type Frame, longestWait } from './frame.ts'
import type { Lag } from './lags-setting.ts'
import type { NamedSummary } from './named-aggregates.ts'
import type { OverHooks, OverPort, OverState, Row } from './over-state.ts'
import { eventOf, paneHolding } from './panes.ts'
import { payloadWithout } from '../payload-without.ts'
import { afterRow, namesOfPlace, placedBy, type PlaceNames, remember, toldBy } from './placing.ts'
import { firstNeeded, firstUntold, progressOf } from './rows.ts'
import { runningHolding } from './running.ts'

interface Added {
  readonly summary: NamedSummary
  readonly lags: readonly Lag[]
  readonly places: PlaceNames
  readonly maxEvents: number
}

const next = 'next'
const free = 'free'

/**
 * Each event gets its place once none before it is expected any more, and its result once none is that its frame would
 * hold. One timer for each key tells when that is.
 */
export function runningAggregates(frame: Frame, { summary, lags, places, maxEvents }: Added): OverHooks {
  const { isOfRows, before, after } = frame
  // Where nothing is summed up it matters to nobody how far back a frame reaches.
  const isEndless = before === Number.POSITIVE_INFINITY || summary.names.length === 0
  const waits = longestWait(frame)
  const holding = isEndless ? runningHolding(summary) : paneHolding(before + after + 1, summary)
  /** How far back rows are kept that have their result. */
  const reach = isEndless && !summary.collects ? 0 : before
  const added = new Set([...summary.names, ...namesOfPlace(lags, places)])

  const payloadOf = ({ event, placed }: Row, held: Json, events: readonly Event[]): Json => ({
    ...summary.result(payloadWithout(event.payload, added), held, events),
    ...placed,
  })

  /** Gives the results of the rows at a position, which share a frame; `to` is the last position in it. */
  const tell = (
    position: number,
    to: number,
    time: number,
    context: Context<OverPort>,
    state: OverState,
  ): void => {
    const { kept, progress } = state
    const from = position - before
    const rows = kept.entries(position, position).map(({ value }) => value)
    progress.set({ ...progressOf(state), told: position })
    for (const _row of rows) context.settle()
    try {
      const held = holding.heldIn(from, to, state)
      const events = summary.collects ? kept.entries(from, to).map(({ value }) => eventOf(value.event)) : []
      for (const row of rows) {
        try {
          const { event } = row
          context.emit('out', payloadOf(row, held, events), { time, key: event.key, from: event })
        } catch (error) {
          context.fail(error, row.event.payload)
        }
      }
    } catch (error) {
      // What is in the frame can't be put together.
      for (const row of rows) context.fail(error, row.event.payload)
    }
  }

  /** Gives rows their place, in order; in frames of rows each may be the last that another one has waited for. */
  const place = (time: number, context: Context<OverPort>, state: OverState): void => {
    const { waiting, kept, progress } = state
    for (const { value } of waiting.entries(undefined, time)) {
      const { event } = value
      const own = afterRow(progressOf(state), event.time)
      const position = isOfRows ? own.rows : event.time
      try {
        holding.add(position, eventOf(event), own.rows, state)
      } catch (error) {
        // Its time has come all the same; it takes no part.
        context.settle()
        context.fail(error, event.payload)
        continue
      }
      kept.append(position, { number: own.rows, event, placed: placedBy(value, own, lags, places, state) })
      progress.set(own)
      remember(own.rows, value.told, lags, state)
      const due = own.rows - after
      if (isOfRows && due > (own.told ?? 0)) tell(due, position, time, context, state)
    }
    waiting.dropBefore(time + 1)
  }

  /** Gives the results of rows that have waited long enough. */
  const tellUntil = (time: number, context: Context<OverPort>, state: OverState): void => {
    for (
      let row = firstUntold(state);
      row !== undefined && row.value.event.time + waits <= time;
      row = firstUntold(state)
    ) {
      const to = isOfRows ? progressOf(state).rows : row.time + after
      tell(row.time, to, time, context, state)
    }
  }

  const letGo = (since: number, state: OverState): void => {
    const needed = firstNeeded(since, frame, reach, state)
    state.kept.dropBefore(needed)
    holding.free(needed, state)
  }

  const wake = (context: Context<OverPort>, state: OverState): void => {
    const placing = state.waiting.first()?.time ?? Number.POSITIVE_INFINITY
    const telling = (firstUntold(state)?.value.event.time ?? Number.POSITIVE_INFINITY) + waits
    const due = Math.min(placing, telling)
    if (due !== Number.POSITIVE_INFINITY) context.wake(next, due, 'event')
  }

  return {
    on: {
      in: (event, context, state) => {
        const { time } = event
        const { waiting, kept } = state
        if (time <= context.watermark) return context.late()
        if (waiting.length + kept.length >= maxEvents) letGo(context.watermark + 1, state)
        if (waiting.length + kept.length >= maxEvents) throw tooMany(maxEvents)
        // A value that can't be summed up fails here, where its event is at hand.
        summary.add(summary.start(), event, context.ordinal)
        const told = toldBy(event, lags)
        const first = waiting.first()
        waiting.append(time, { event: hold(context, event), told })
        if (first === undefined || time < first.time) wake(context, state)
      },
    },
    onTimer: ({ name, time }, context, state) => {
      if (name === free) return letGo(time, state)
      place(time, context, state)
      tellUntil(time, context, state)
      letGo(time + 1, state)
      wake(context, state)
      const last = state.kept.last()
      // Rows of a span are let go of though none comes that would push them out; those of this time may need them still.
      if (!isOfRows && !isEndless && last !== undefined) context.wake(free, last.time + before + 1, 'event')
    },
  }
}

const tooMany = (maxEvents: number): Failure =>
  new Failure(
    'over-full',
    `this key has ${maxEvents} events that wait or are kept for a frame (setting maxEvents): expected fewer at once; make the frame smaller, or maxEvents larger`,
  )
