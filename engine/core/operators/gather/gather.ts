import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { number } from '../../operator/settings/number.ts'
import { type Handles, map, record } from '../../operator/state.ts'
import { inTimeOrder, waitingState } from '../in-time-order.ts'
import { gatherExamples } from './examples.ts'

/** The newest value under a name. */
interface Newest {
  readonly time: number
  readonly value: Json
}

const state = {
  ...waitingState,
  newest: map<string, Newest>(),
  /** The instant at which the next whole is given. */
  next: record<number>(),
}
type State = Handles<typeof state>
type Port = 'out' | 'late'

const tick = 'tick'

export const gather = defineOperator({
  type: 'gather',
  category: 'time',
  summary: 'One event with the newest value of every key, such as all rooms of a building.',
  description: [
    'The payload is an object with a field for each name that something has come for: `{ "attic": 21, "hall": 19 }`. It is given with each event, or at regular instants of event time (`gives`).',
    'Events are taken in order of their times. A name of which nothing has come for `holds` is left out from then on.',
  ],
  inputs: { in: { summary: 'Values of many keys', per: 'per' } },
  outputs: {
    out: { summary: 'The newest values together', carries: 'key' },
    late: { summary: 'Events that came too late to be taken in order', late: true, payload: 'same' },
  },
  settings: {
    name: expression.any({
      summary: 'Under which name a value stands; a text or a number',
      example: 'params.room',
      default: 'key',
    }),
    value: expression.any({
      summary: 'What is kept of an event; where it gives nothing, the name is taken out',
      example: 'payload.celsius',
      default: 'payload',
    }),
    gives: choice({
      summary: 'When the whole is given',
      of: { change: 'With each event', tick: 'At each multiple of `every`' },
      default: 'change',
    }),
    every: duration({
      summary: 'How far apart those instants are',
      example: '1m',
      min: 1,
      when: { setting: 'gives', in: ['tick'] },
    }),
    holds: duration({ summary: 'For how long a value holds at most', default: '1h', min: 1 }),
    per: expression.key({
      summary: 'What belongs together, such as a building; by default everything does',
      example: 'params.building',
      default: 'null',
    }),
    most: number({
      summary: 'How many names there are together at most; an event of one more is a dead letter',
      default: 1_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
    maxEvents: number({
      summary: 'How many events wait for those before them at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state,
  span: ({ gives, every, holds }) => (gives === 'tick' ? every + holds : 0),
  says: ({ value, gives, every }) =>
    `gathers the newest ${value} of all${gives === 'tick' ? `, every ${every}` : ''}`,
  examples: gatherExamples,
  create: ({ name: nameOf, value: valueOf, gives, every, holds, most, maxEvents }) => {
    /** All values that hold at a time. */
    const whole = (time: number, { newest }: State): Record<string, Json> => {
      const found: [string, Json][] = []
      for (const [name, { time: since, value }] of newest.entries()) {
        if (time - since >= holds) newest.delete(name)
        else found.push([name, value])
      }
      return Object.fromEntries(found)
    }

    const wakeFor = (time: number, { wake }: Context<Port>, { next }: State): void => {
      const instant = Math.ceil(time / every) * every + 0 // never -0
      const before = next.get()
      if (before !== undefined && before <= instant) return
      next.set(instant)
      wake(tick, instant, 'event')
    }

    const ordered = inTimeOrder<Port, State>(maxEvents, (event, context, state) => {
      const { newest } = state
      const name = nameOf(event)
      const value = valueOf(event)
      if (typeof name !== 'string' && typeof name !== 'number')
        throw new Failure('no-name', 'name: expected a text or a number, got something else or nothing')
      const field = String(name)
      if (value === undefined) newest.delete(field)
      else {
        if (newest.get(field) === undefined && newest.size >= most)
          throw new Failure('too-many-names', `there are ${most} names already (setting most)`)
        newest.set(field, { time: event.time, value })
      }
      if (gives === 'tick') wakeFor(event.time, context, state)
      else context.emit('out', whole(event.time, state), { time: event.time })
    })

    return {
      on: { in: ordered.takeIn },
      onTimer: (timer, context, state) => {
        if (timer.name !== tick) return ordered.onTimer(timer, context, state)
        const { time } = timer
        state.next.delete()
        const values = whole(time, state)
        if (Object.keys(values).length === 0) return
        context.emit('out', values, { time })
        wakeFor(time + 1, context, state)
      },
    }
  },
})
