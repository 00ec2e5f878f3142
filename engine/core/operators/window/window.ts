import { Failure } from '../../model/failure.ts'
import type { Event } from '../../model/event.ts'
import { copyJson, isObject, type Json, type JsonObject } from '../../model/json.ts'
import type { EmitOptions } from '../../operator/context.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { number } from '../../operator/settings/number.ts'
import { log, type LogEntry, type LogState, map } from '../../operator/state.ts'
import { aggregatesSetting } from './aggregates-setting.ts'
import { windowExamples } from './examples.ts'
import { windowIndex } from './tumbling.ts'

/** A collected event; the ordinal tells in which order they came. */
interface Row {
  readonly ordinal: number
  readonly event: Event
}

export const window = defineOperator({
  type: 'window',
  category: 'time',
  summary: 'Groups the events of each key by time and sums each group up.',
  description: [
    'A result comes out once the time of its window has passed: when no event of the window is expected any more. Its time is the last instant of the window. A key without an event has no result; `millrace docs time` shows how to get a 0 all the same.',
    'For now windows are tumbling: each begins where the one before ends. Other shapes (sliding ones, sessions) come later.',
    'Each aggregate is a JSONata expression over the list of the window’s events, in order of arrival. Sums, averages, extremes, counts and their like are kept up event by event; an expression that looks at the events in another way has them collected until the end. The result is the same, but perhaps for its last digit: sums that are kept up are exact, and so the same in whatever order events come; JSONata rounds at each step. Where values are lists of lists, or empty lists, JSONata goes by how many there are together; what is kept up takes each as it comes.',
  ],
  inputs: { in: { summary: 'Events to group', per: 'per' } },
  outputs: {
    out: {
      summary: 'A result for each window and key that had an event',
      carries: 'key',
      payload: fieldsOfResult,
    },
    late: { summary: 'Events whose window was gone when they came', late: true, payload: 'same' },
    update: {
      summary: 'A window’s new result after a late event that still counted',
      carries: 'key',
      late: true,
      hidden: true,
      payload: fieldsOfResult,
    },
  },
  settings: {
    shape: choice({
      summary: 'How time is cut',
      of: { tumbling: 'Windows of one size, one after the other' },
      default: 'tumbling',
    }),
    size: duration({ summary: 'How long a window is', example: '1m', min: 1 }),
    offset: duration({
      summary: 'By how much windows start later than the full multiples of their size since 1970 (UTC)',
      default: '0s',
      advanced: true,
    }),
    per: expression.key({
      summary: 'What to group by; by default the key of the event',
      example: 'payload.room',
      optional: true,
    }),
    aggregates: aggregatesSetting({
      summary: 'What to compute: names and expressions over the events of a window',
      example: { celsius: '$average(payload.c)' },
      default: { count: '$count($)' },
    }),
    lateness: duration({
      summary:
        'How long after its end a window still takes late events in; each gives a new result on `update`',
      default: '0s',
      advanced: true,
    }),
    maxEvents: number({
      summary:
        'How many events of a key are collected at most, where an aggregate needs them all; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: {
    /** What is held of each open window, by its index: the accumulators of its aggregates. */
    panes: map<number, Json>(),
    /** Collected events, by time. */
    rows: log<Row>(),
  },
  span: ({ size, lateness }) => size + lateness,
  says: ({ aggregates, size, per }) =>
    `${aggregates} over each ${size}${per === undefined ? '' : `, per ${per}`}`,
  examples: windowExamples,
  create: ({ size, offset, lateness, aggregates, maxEvents }) => {
    const startOf = (index: number): number => index * size + offset
    const lastOf = (index: number): number => index * size + offset + size - 1
    const payloadOf = (index: number, pane: Json, rows: LogState<Row>): Json => {
      // Written down with its fields it would have room for no others; made empty, it has for some.
      const payload: Record<string, Json> = {}
      payload['start'] = startOf(index)
      payload['end'] = startOf(index + 1)
      return aggregates.result(
        payload,
        pane,
        aggregates.collects ? inOrderOfArrival(rows.entries(startOf(index), lastOf(index))) : [],
      )
    }
    const timers = timerNames()
    // Made once: a result is emitted for each window and key.
    const when = { time: 0 }
    const at = (time: number): EmitOptions => {
      when.time = time
      return when
    }
    const lostOf = (index: number, pane: Json, rows: LogState<Row>): Json => ({
      start: startOf(index),
      end: startOf(index + 1),
      held: copyJson(pane),
      ...(aggregates.collects
        ? {
            payloads: inOrderOfArrival(rows.entries(startOf(index), lastOf(index))).map(
              ({ payload }) => payload,
            ),
          }
        : {}),
    })
    return {
      on: {
        in: (event, { watermark, ordinal, late, wake, emit }, { panes, rows }) => {
          const index = windowIndex(event.time, size, offset)
          const last = lastOf(index)
          if (last + lateness <= watermark) return late()
          const isCorrection = last <= watermark
          const held = panes.get(index)
          if (aggregates.collects && rows.length >= maxEvents) throw tooMany(maxEvents)
          // A pane is changed in place, after all that could fail; what a correction says could, so it has a copy.
          const pane = held === undefined ? aggregates.start() : isCorrection ? copyJson(held) : held
          aggregates.add(pane, event, ordinal)
          panes.set(index, pane)
          if (aggregates.collects) rows.append(event.time, { ordinal, event })
          if (isCorrection) emit('update', payloadOf(index, pane, rows), { time: last })
          if (held === undefined) wake(timers.nameOf(index), isCorrection ? last + lateness : last, 'event')
        },
      },
      onTimer: ({ name, time }, { emit, fail, wake }, { panes, rows }) => {
        const index = timers.indexOf(name)
        const last = lastOf(index)
        const pane = panes.get(index)
        if (pane === undefined) return
        if (time === last) {
          try {
            emit('out', payloadOf(index, pane, rows), at(last))
          } catch (error) {
            // Its time has come all the same: the window goes on, so that it can't fill up with what is over.
            fail(error, lostOf(index, pane, rows))
          }
          if (lateness > 0) return wake(name, last + lateness, 'event')
        }
        panes.delete(index)
        if (aggregates.collects) rows.dropBefore(startOf(panes.entries()[0]?.[0] ?? index + 1))
      },
    }
  },
})

function fieldsOfResult({ aggregates }: JsonObject): readonly string[] {
  return [...(isObject(aggregates) ? Object.keys(aggregates) : []), 'start', 'end']
}

/** The timer of a window is named after its index. Most windows that open and close together have the same one. */
function timerNames(): { nameOf(index: number): string; indexOf(name: string): number } {
  let recentIndex = Number.NaN
  let recentName = ''
  return {
    nameOf(index) {
      if (index !== recentIndex) {
        recentIndex = index
        recentName = String(index)
      }
      return recentName
    },
    indexOf: (name) => (name === recentName ? recentIndex : Number(name)),
  }
}

function inOrderOfArrival(rows: readonly LogEntry<Row>[]): Event[] {
  return rows
    .map(({ value }) => value)
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ event }) => event)
}

const tooMany = (maxEvents: number): Failure =>
  new Failure('window-full', `the windows of this key hold ${maxEvents} events already (setting maxEvents)`)
