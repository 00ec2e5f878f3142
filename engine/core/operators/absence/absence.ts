import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { type Handles, record } from '../../operator/state.ts'
import { absenceExamples } from './examples.ts'
import { expectedKeys, repeatedKeys } from './expected-keys.ts'
import { addSign, notBefore, type Presence } from './presence.ts'

/** The last sign of a key. */
interface Sign {
  /** Its time: that of the event, or the instant of its arrival, as the setting `clock` says. */
  readonly at: number
  readonly payload: Json
  /** Whether it was reported that nothing has come since. */
  readonly absent: boolean
  /** Of a key that was expected and has never come: the time of that report. Nothing counts from before it. */
  readonly missedAt?: number
}

/** How many times a key may have come and gone further on than the watermark can tell about. */
const mostAhead = 1_000

const state = { sign: record<Sign>(), ahead: record<readonly Presence[]>() }
type State = Handles<typeof state>
type Port = 'absent' | 'back' | 'late'
type Hook = (event: Event, context: Context<Port>, state: State) => void

export const absence = defineOperator({
  type: 'absence',
  category: 'detect',
  summary: 'Reports a key from which nothing has come for so long, and again when it is back.',
  description: [
    'A key is known from its first event on, those in `expect` from the start of the flow. What comes exactly so long after the last event is still in time. The ' +
      'order in which events come does not matter as long as they are not late.',
    'By event time, silence is noticed as time goes on: by what others send, or, when all are silent, by the clock after ' +
      'the `idle` of the source. By the wall it is noticed to the millisecond, but a slow network counts as silence too, ' +
      'and a recording that is read at once shows none.',
    'An absent key is reported once. `since` is the time of the last event and `last` what it held; when the key is ' +
      'back, `away` says how long it was silent, in ms.',
    'A key in `expect` that has never come has no time of its own, so the clock on the wall counts, whatever `clock` says: ' +
      'it is missed `after` from the start of the flow, or, where the flow was not running by then, from when it went on. ' +
      '`since` is that start, and there is no `last`.',
  ],
  inputs: { in: { summary: 'Whatever shows that a key is there', per: 'per' } },
  outputs: {
    absent: { summary: 'Keys that have fallen silent', carries: 'key', payload: () => ['since', 'last'] },
    back: { summary: 'Keys that were silent and are back', carries: 'key', payload: () => ['since', 'away'] },
    late: { summary: 'Events that came too late to count', late: true, hidden: true, payload: 'same' },
  },
  settings: {
    after: duration({ summary: 'After how long without an event', example: '5m', min: 1, onChange: 'keep' }),
    clock: choice({
      summary: 'By which time',
      of: { event: 'By the times of the events', wall: 'By the clock on the wall, as they arrive' },
      default: 'event',
    }),
    expect: expectedKeys({
      summary:
        'Keys that have to come at all: those of which nothing comes from the start count as silent, too',
      example: ['cold-1', 'cold-2'],
      optional: true,
    }),
    per: expression.key({ summary: 'Who may fall silent, if not the key of the event', optional: true }),
  },
  state,
  check: ({ expect = [] }) => repeatedKeys('expect', expect),
  span: ({ after, clock }) => (clock === 'event' ? after : 0),
  says: ({ after, clock, expect }) => {
    const byWall = clock === 'wall' ? ' by the clock on the wall' : ''
    const fromStart = expect === undefined || expect === '' ? '' : ` (${expect} from the start)`
    return `reports who is silent for more than ${after}${byWall}${fromStart}, and who is back`
  },
  examples: absenceExamples,
  create: ({ after, clock, expect = [] }) => {
    /** What has never come has no time of its own, so the wall counts. */
    const awaits = ({ now, wake }: Context<Port>): void => wake('missed', now + after, 'wall', now)
    const missed = (
      due: number,
      since: number,
      { emit, watermark }: Context<Port>,
      { sign }: State,
    ): void => {
      const missedAt = Math.max(due, watermark + 1)
      sign.set({ at: since, payload: null, absent: true, missedAt })
      emit('absent', { since }, { time: missedAt })
    }
    const shows = (at: number, payload: Json, { wake }: Context<Port>, { sign }: State): void => {
      sign.set({ at, payload, absent: false })
      wake('absent', at + after, clock)
    }
    const back = (last: Sign, time: number): Json => ({ since: last.at, away: time - last.at })

    /** Events come in any order, so what comes after a silence waits until nothing before it is expected any more. */
    const byEventTime: Hook = ({ time, payload }, context, state) => {
      if (time <= context.watermark) return context.late()
      const last = state.sign.get()
      if (last === undefined) context.cancel('missed')
      const ahead = addSign(state.ahead.get() ?? [], time, payload, after)
      const [first] = ahead
      if (first === undefined) return
      if (last !== undefined && !last.absent && first.from <= last.at + after) {
        // It is still there, and what was ahead and is near enough follows from it.
        if (ahead.length > 1) state.ahead.set(ahead.slice(1))
        else state.ahead.delete()
        if (first.to >= last.at) shows(first.to, first.payload, context, state)
        return
      }
      if (ahead.length > mostAhead) {
        throw new Failure('too-many-waiting', `${mostAhead} times of this key wait for time to move on`)
      }
      state.ahead.set(ahead)
      if (last === undefined || last.absent) context.wake('shows', first.from - 1, 'event')
    }
    const byWall: Hook = (event, context, state) => {
      const last = state.sign.get()
      if (last === undefined) context.cancel('missed')
      if (last?.absent === true) context.emit('back', back(last, context.now))
      shows(context.now, event.payload, context, state)
    }

    return {
      startsWith: expect,
      onStart: awaits,
      on: { in: clock === 'event' ? byEventTime : byWall },
      onTimer: ({ name, time, payload }, context, state) => {
        if (name === 'missed') {
          // The flow was away when it fell due, and what came meanwhile is perhaps still to be read.
          if (context.now > time) awaits(context)
          else missed(time, Number(payload), context, state)
          return
        }
        const last = state.sign.get()
        const ahead = notBefore(state.ahead.get() ?? [], last?.missedAt ?? Number.NEGATIVE_INFINITY, after)
        const [first, ...others] = ahead
        if (name === 'shows') {
          if (first === undefined) return
          if (last !== undefined) context.emit('back', back(last, first.from), { time: first.from })
          if (others.length > 0) state.ahead.set(others)
          else state.ahead.delete()
          shows(first.to, first.payload, context, state)
        } else if (last !== undefined) {
          state.sign.set({ ...last, absent: true })
          const payload = { since: last.at, last: last.payload }
          context.emit('absent', payload)
          if (first !== undefined) context.wake('shows', first.from - 1, 'event')
        }
      },
    }
  },
})
