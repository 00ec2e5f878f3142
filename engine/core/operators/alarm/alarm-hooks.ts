import type { Event } from '../../model/event.ts'
import { parseDuration } from '../../model/duration.ts'
import { Failure } from '../../model/failure.ts'
import { describe, type Json } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import type { Hooks } from '../../operator/operator.ts'
import { inTimeOrder } from '../in-time-order.ts'
import { after, atRest, type Happening, type Manner } from './alarm-machine.ts'
import type { AlarmPort, AlarmState, alarmState, Held } from './alarm-state.ts'

interface Settings extends Manner {
  readonly raise: (event: Event) => boolean
  readonly clear: ((event: Event) => boolean) | undefined
  readonly raiseAfter: number
  readonly clearAfter: number
  readonly count: number
  readonly outOf: number | undefined
  readonly escalateAfter: number | undefined
  readonly levels: number
  readonly repeatEvery: number | undefined
  readonly repeats: number
  readonly action: (event: Event) => Json | undefined
  readonly shelveFor: (event: Event) => Json | undefined
  readonly longestShelving: number
  readonly maxEvents: number
}

/*
 * Timers. Of one instant, what has held for long enough comes before the events of that instant, whose timer is `next`.
 */
const hold = 'hold'
const escalate = 'escalate'
const release = 'release'
const repeat = 'repeat'

const actions: ReadonlyMap<Json | undefined, Happening> = new Map<Json | undefined, Happening>([
  ['acknowledge', 'acknowledged'],
  ['reset', 'reset'],
  ['shelve', 'shelved'],
  ['suppress', 'suppressed'],
  ['remove', 'out-of-service'],
  ['release', 'released'],
])

const nothing: Held = { alarm: atRest, since: null, pending: null, recent: [], value: null, repeated: 0 }

export function alarmHooks(settings: Settings): Hooks<'in' | 'control', AlarmPort, typeof alarmState> {
  const { raise, clear, raiseAfter, clearAfter, count, outOf = count, escalateAfter, repeatEvery } = settings

  const keep = (held: Held, state: AlarmState): void => {
    const { alarm, pending, recent } = held
    const isAtRest = alarm.phase === 'normal' && !alarm.isActive && alarm.suppression === null
    if (isAtRest && pending === null && !recent.includes(true)) state.held.delete()
    else state.held.set(held)
  }

  /** Has something happen to an alarm and tells of it. */
  const happens = (
    happening: Happening,
    held: Held,
    time: number,
    context: Context<AlarmPort>,
    state: AlarmState,
  ): void => {
    const next = after(held.alarm, happening, settings)
    if (next === undefined) return keep(held, state)
    const since = happening === 'raised' ? time : held.since
    const repeated = happening === 'raised' ? 0 : held.repeated
    // What people do meanwhile changes nothing about what has to hold.
    const pending = happening === 'raised' || happening === 'cleared' ? null : held.pending
    keep({ ...held, alarm: next, since, pending, repeated }, state)
    const payload = {
      transition: happening,
      state: next.phase,
      from: held.alarm.phase,
      active: next.isActive,
      level: next.level,
      since,
      suppression: next.suppression,
      value: held.value,
    }
    const isTold = next.suppression === null || next.suppression !== held.alarm.suppression
    if (isTold) context.emit('out', payload, { time })
    context.emit('journal', payload, { time })
    if (happening === 'raised' && since !== null) {
      if (escalateAfter !== undefined) context.wake(escalate, since + escalateAfter, 'event')
      if (repeatEvery !== undefined) context.wake(repeat, since + repeatEvery, 'event')
    }
    if (next.phase === 'unacknowledged') return
    context.cancel(escalate)
    context.cancel(repeat)
  }

  /** What an event of the input says: that the alarm is to be raised or cleared, once that has held for so long. */
  const watch = (event: Event, context: Context<AlarmPort>, state: AlarmState): void => {
    const before = state.held.get() ?? nothing
    const recent = [...before.recent, raise(event)].slice(-outOf)
    const isWrong = recent.filter(Boolean).length >= count
    const isOver = clear === undefined ? !isWrong : clear(event)
    const wanted = before.alarm.isActive ? (isOver ? 'cleared' : null) : isWrong ? 'raised' : null
    const held: Held = { ...before, recent, value: event.payload }
    if (wanted === null) {
      if (before.pending !== null) context.cancel(hold)
      return keep({ ...held, pending: null }, state)
    }
    const wait = wanted === 'raised' ? raiseAfter : clearAfter
    if (wait === 0) return happens(wanted, held, event.time, context, state)
    if (before.pending !== wanted) context.wake(hold, event.time + wait, 'event')
    keep({ ...held, pending: wanted }, state)
  }

  const control = (event: Event, context: Context<AlarmPort>, state: AlarmState): void => {
    const action = settings.action(event)
    const happening = actions.get(action)
    if (happening === undefined)
      throw new Failure(
        'unknown-action',
        `action: expected one of ${[...actions.keys()].join(', ')}, got ${action === undefined ? 'nothing' : describe(action)}`,
      )
    const span = happening === 'shelved' ? shelving(event) : 0
    happens(happening, state.held.get() ?? nothing, event.time, context, state)
    if (happening === 'shelved') context.wake(release, event.time + span, 'event')
    else if (happening === 'released' || happening === 'suppressed' || happening === 'out-of-service')
      context.cancel(release)
  }

  /** For how long an alarm is shelved. */
  const shelving = (event: Event): number => {
    const wanted = settings.shelveFor(event)
    if (wanted === undefined || wanted === null) return settings.longestShelving
    const span = parseDuration(wanted)
    if (span === undefined || span <= 0)
      throw new Failure(
        'bad-duration',
        `shelveFor: expected a duration such as "30m", got ${describe(wanted)}`,
      )
    return Math.min(span, settings.longestShelving)
  }

  const ordered = inTimeOrder<AlarmPort, AlarmState>(
    settings.maxEvents,
    (event, context, state, _ordinal, input) =>
      input === 'control' ? control(event, context, state) : watch(event, context, state),
  )

  return {
    on: { in: ordered.takeInBy('in'), control: ordered.takeInBy('control') },
    onTimer: (timer, context, state) => {
      const { name, time } = timer
      const held = state.held.get() ?? nothing
      switch (name) {
        case hold:
          if (held.pending !== null) happens(held.pending, held, time, context, state)
          return
        case escalate:
          happens('escalated', held, time, context, state)
          if (
            escalateAfter !== undefined &&
            held.alarm.phase === 'unacknowledged' &&
            held.alarm.level + 1 < settings.levels
          )
            context.wake(escalate, time + escalateAfter, 'event')
          return
        case repeat:
          happens('repeated', { ...held, repeated: held.repeated + 1 }, time, context, state)
          if (
            repeatEvery !== undefined &&
            held.alarm.phase === 'unacknowledged' &&
            held.repeated + 1 < settings.repeats
          )
            context.wake(repeat, time + repeatEvery, 'event')
          return
        case release:
          return happens('released', held, time, context, state)
        default:
          return ordered.onTimer(timer, context, state)
      }
    },
  }
}
