import { type Event, makeEvent } from '../model/event.ts'
import type { Hooks } from '../operator/operator.ts'
import type { Counters } from './counters.ts'
import type { NodeContext } from './node-context.ts'
import type { OutPort } from './out-port.ts'
import type { Pace } from './pace.ts'

/** Whose hooks a loop calls. */
interface LoopRunner {
  readonly id: string
  readonly ports: ReadonlyMap<string, OutPort>
  readonly context: NodeContext
  readonly counters: Counters
  fail(error: unknown, port: string, event: Event, ordinal: number): void
}

/** Handles events from one on, and gives the one before which its pace has it stop: as many as there are where it does not. */
export type Loop = (
  events: readonly Event[],
  ordinals: readonly number[],
  from: number,
  pace: Pace | undefined,
) => number

/** Room is made for so many events at most where a loop may stop at any of them, and begin again and again. */
const mostExpected = 1_024

const expected = (count: number, pace: Pace | undefined): number =>
  pace === undefined ? count : Math.min(count, mostExpected)

/** The loop for operators that have a batch form: no state, no timers, at most one event out for each event in. */
export function simpleLoop(runner: LoopRunner, { choose, compute }: Hooks): Loop | undefined {
  if (choose !== undefined) return chooseLoop(runner, choose)
  if (compute !== undefined) return computeLoop(runner, compute)
  return undefined
}

function chooseLoop(runner: LoopRunner, choose: (event: Event) => string): Loop {
  return (events, ordinals, from, pace) => {
    const { ports, counters, context } = runner
    let port = ports.values().next().value
    port?.expect(expected(events.length - from, pace))
    let failed = 0
    let at = from
    for (; at < events.length; at++) {
      const event = events[at] as Event
      const ordinal = ordinals[at] as number // as many as events
      if (pace !== undefined && pace.stopsBefore(ordinal, at - from)) break
      context.aim(event.key, ordinal)
      try {
        const name = choose(event)
        if (port?.name !== name) port = ports.get(name)
        if (port === undefined) throw new Error(`there is no port ${name}`)
        port.push(event, ordinal)
      } catch (error) {
        failed++
        runner.fail(error, 'in', event, ordinal)
      }
    }
    counters.received += at - from
    counters.failed += failed
    counters.handled += at - from - failed
    return at
  }
}

function computeLoop(runner: LoopRunner, compute: NonNullable<Hooks['compute']>): Loop {
  const out = runner.ports.values().next().value
  if (out === undefined)
    throw new Error(`operator of node ${runner.id} computes, but has no port to send it by`)
  return (events, ordinals, from, pace) => {
    const { counters, context } = runner
    out.expect(expected(events.length - from, pace))
    let failed = 0
    let nothing = 0
    let at = from
    for (; at < events.length; at++) {
      const event = events[at] as Event
      const ordinal = ordinals[at] as number // as many as events
      if (pace !== undefined && pace.stopsBefore(ordinal, at - from)) break
      context.aim(event.key, ordinal)
      try {
        const payload = compute(event)
        if (payload === undefined) nothing++
        else
          out.push(
            makeEvent(payload, event.time, event.key, event.topic, event.params, event.properties),
            ordinal,
          )
      } catch (error) {
        failed++
        runner.fail(error, 'in', event, ordinal)
      }
    }
    counters.received += at - from
    counters.failed += failed
    counters.handled += at - from - failed - nothing
    if (nothing > 0) counters.drop('nothing', nothing)
    return at
  }
}
