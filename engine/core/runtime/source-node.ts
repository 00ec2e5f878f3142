import { type Event, makeEvent } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import type { EventArrival, FailedArrival, WatermarkArrival } from '../operator/arrival.ts'
import type { Accepted, Hooks } from '../operator/operator.ts'
import type { SourceValues } from '../operator/source-settings.ts'
import { WatermarkBuilder, type Watermarks } from './batch.ts'
import type { HookRunner } from './hook-runner.ts'
import { KeyClocks } from './key-clocks.ts'
import { noTime } from './no-time.ts'
import { OneClock } from './one-clock.ts'
import type { OutPort } from './out-port.ts'
import type { Pace } from './pace.ts'
import { saveTime } from './saved-time.ts'
import type { SourceClocks, TimersBelow } from './source-clocks.ts'
import type { Turn } from './turn.ts'

type Writable<Record> = { -readonly [Field in keyof Record]: Record[Field] }

/** What arrives at a source; the others concern the flow as a whole. */
export type NodeArrival = EventArrival | FailedArrival | WatermarkArrival

/** Ordinals that one arrival takes: a move of the watermark before the event, the event, the move after it. */
export const ordinalsOfArrival = 3

/** 1990: whoever reads seconds as ms finds times that all lie before, in January 1970. */
export const early = Date.UTC(1990, 0, 1)

/** Under this name such times are noted in the counts. */
export const earlyNote = 'time before 1990'

/**
 * A node that events enter by: finds the key and time of what arrives, refuses what claims to be too far ahead, and
 * makes the watermarks.
 */
export class SourceNode {
  readonly runner: HookRunner
  readonly clocks: SourceClocks
  readonly perKey: boolean
  /** ms of wall time after which the source counts as idle. */
  readonly idle: number
  private readonly settings: SourceValues
  private readonly out: OutPort
  private readonly accept: Hooks['accept']
  /** Of a turn that was left in its midst, what has not been handled. */
  private rest:
    | { readonly arrivals: readonly NodeArrival[]; readonly ordinals: readonly number[] }
    | undefined

  constructor(runner: HookRunner, out: OutPort, longestSpan: () => number, timers: TimersBelow) {
    this.runner = runner
    this.out = out
    this.accept = runner.hooks.accept
    this.settings = runner.values as unknown as SourceValues // every source declares `sourceSettings`
    const { outOfOrder, idle, idleSpan, watermark, forget, maxKeys } = this.settings
    this.idle = idle
    this.perKey = watermark === 'key'
    const rules = { outOfOrder, idle, idleSpan: () => idleSpan ?? longestSpan(), longestSpan }
    this.clocks = this.perKey
      ? new KeyClocks(rules, { forget, maxKeys }, timers)
      : new OneClock(rules, timers)
  }

  /** The first instant of a flow that has no past. */
  start(now: number, ordinal: number): void {
    this.clocks.start(now)
    this.runner.context.now = now
    this.runner.start(ordinal)
  }

  /**
   * What arrived in this turn, each with the first of its ordinals (undefined: in a row from the turn's), as far as its
   * pace allows; returns the moves of the watermark.
   */
  process(
    turn: Turn,
    arrivals: readonly NodeArrival[],
    ordinals: readonly number[] | undefined,
    pace?: Pace,
  ): Watermarks {
    if (this.rest !== undefined) {
      ;({ arrivals, ordinals } = this.rest)
      this.rest = undefined
    }
    const moves = new WatermarkBuilder(this.perKey)
    this.runner.context.now = turn.now
    if (turn.kind === 'instant') {
      this.fireTimers(turn, moves)
      // What its own timers have made comes before.
      this.clocks.instant(turn.now, turn.ordinal + 1, moves)
    }
    this.out.expect(arrivals.length)
    moves.expect(arrivals.length)
    for (let at = 0; at < arrivals.length; at++) {
      const arrival = arrivals[at] as NodeArrival // as many as ordinals
      const ordinal =
        ordinals === undefined ? turn.ordinal + at * ordinalsOfArrival : (ordinals[at] as number)
      if (pace !== undefined && pace.stopsBefore(ordinal, at)) {
        this.leave(turn, arrivals, ordinals, at)
        break
      }
      if (arrival.kind === 'event') this.arrive(arrival, ordinal + 1, moves)
      else if (arrival.kind === 'failed') this.refuse(arrival, ordinal + 1)
      else this.promise(arrival, turn.now, ordinal + 2, moves)
    }
    moves.fit()
    if (turn.stops !== undefined) this.runner.stop(turn.stops, turn.ordinal)
    if (turn.kind === 'end') moves.add(turn.ordinal, Number.POSITIVE_INFINITY)
    return moves
  }

  private leave(
    turn: Turn,
    arrivals: readonly NodeArrival[],
    ordinals: readonly number[] | undefined,
    from: number,
  ): void {
    const left = arrivals.slice(from)
    const inARow = (_: unknown, at: number): number => turn.ordinal + (from + at) * ordinalsOfArrival
    this.rest = { arrivals: left, ordinals: ordinals?.slice(from) ?? left.map(inARow) }
  }

  /** What was left of a turn is given up. */
  abandon(): void {
    this.rest = undefined
  }

  nextInstant(): number {
    return Math.min(this.runner.timers.next('wall'), this.clocks.nextInstant())
  }

  /**
   * When an event that does not say when it arrived has happened; undefined where nothing tells. It is asked before the
   * wall stands anywhere, since where it will stand depends on the answer: what the setting `time` makes of the clock
   * tells nothing, or the answer would depend on how many arrivals came before in one go.
   */
  timeOf(arrival: EventArrival): number | undefined {
    const { time } = this.settings
    if (arrival.time !== undefined || time === undefined) return arrival.time
    const { context } = this.runner
    const { now } = context
    context.now = Number.NEGATIVE_INFINITY
    context.aim(null, 0)
    try {
      const accepted: Accepted = this.accept?.(arrival) ?? arrival
      const { payload, topic, params, properties } = accepted
      return time(makeEvent(payload, context.now, topic ?? null, topic, params, properties))
    } catch {
      return undefined // what is wrong with it shows when it is handled
    } finally {
      context.now = now
    }
  }

  /**
   * A source with one time for all keys can't believe what is said of one of them: others may still come before. A key
   * that is refused is so here as well, and like a timer that fails it counts beside what was received.
   */
  private promise(
    { watermark, key }: WatermarkArrival,
    now: number,
    ordinal: number,
    moves: WatermarkBuilder,
  ): void {
    const { runner } = this
    if (key !== undefined && !this.perKey) {
      runner.counters.note('watermarks of one key')
      return
    }
    try {
      this.clocks.promise(watermark, key, now, ordinal, moves)
    } catch (error) {
      runner.counters.note('watermarks refused')
      const event = makeEvent({ watermark: saveTime(watermark) }, now, key ?? null)
      runner.fail(error, this.out.name, event, ordinal)
    }
  }

  private arrive(arrival: EventArrival, ordinal: number, moves: WatermarkBuilder): void {
    const { runner } = this
    const { context, counters } = runner
    const { payload, topic, properties, time = context.now } = arrival
    counters.received++
    context.aim(null, ordinal)
    let event: Event | undefined
    try {
      if (this.accept === undefined) {
        event = makeEvent(payload, time, topic === undefined ? null : topic, topic, undefined, properties)
      } else {
        const accepted = this.accept(arrival)
        event = makeEvent(
          accepted.payload,
          time,
          accepted.topic ?? null,
          accepted.topic,
          accepted.params,
          accepted.properties,
        )
      }
      this.identify(event, arrival.time)
      this.observe(event, ordinal, moves)
    } catch (error) {
      counters.failed++
      event ??= makeEvent(payload, time, topic ?? null, topic, undefined, properties)
      runner.fail(error, this.out.name, event, ordinal)
      return
    }
    counters.handled++
    this.out.push(event, ordinal)
  }

  /** Finds the time and key of an event that nobody else has seen yet. */
  private identify(event: Event, given: number | undefined): void {
    const own: Writable<Event> = event
    const { time, key, maxAhead } = this.settings
    const { now } = this.runner.context
    if (given === undefined && time !== undefined) {
      const found = time(event)
      if (found === undefined) {
        throw noTime(this.runner.written['time'], event.payload)
      }
      own.time = found
      if (found < early) this.runner.counters.note(earlyNote)
    }
    if (key !== undefined) own.key = key(event)
    if (event.time > now + maxAhead) {
      const ahead = Math.round((event.time - now) / 1000)
      throw new Failure(
        'clock-ahead',
        `its time ${event.time} is ${ahead} s ahead of the clock here, more than maxAhead allows`,
      )
    }
  }

  /** A retained message tells what was, not how late it is: it moves no watermark. */
  private observe(event: Event, ordinal: number, moves: WatermarkBuilder): void {
    const { key, time, properties } = event
    const { now } = this.runner.context
    if (properties?.['retain'] === true) this.clocks.retained(key, now)
    else this.clocks.event(key, time, now, ordinal, moves)
  }

  private refuse(arrival: FailedArrival, ordinal: number): void {
    const { runner } = this
    const { payload, topic, problem } = arrival
    runner.counters.received++
    runner.counters.failed++
    const event = makeEvent(payload, runner.context.now, topic ?? null, topic)
    runner.fail(new Failure(problem.code, problem.message), this.out.name, event, ordinal)
  }

  /** Timers of sources that start things by themselves; what they make has the ordinal of the turn. */
  private fireTimers(turn: Turn, moves: WatermarkBuilder): void {
    const { runner, out } = this
    const { timers } = runner
    for (let due = timers.takeDue('wall', turn.now); due.length > 0; due = timers.takeDue('wall', turn.now)) {
      for (const timer of due) {
        const before = out.length
        if (timer.live) runner.timer(timer, turn.ordinal)
        this.admit(before, turn.ordinal, moves)
      }
    }
  }

  /** What a timer has made counts as having arrived; what can't be taken for its key leaves by `error` instead. */
  private admit(before: number, ordinal: number, moves: WatermarkBuilder): void {
    const { runner, out } = this
    const { counters } = runner
    const made = out.from(before)
    while (out.length > before) out.pop()
    for (const event of made) {
      counters.received++
      try {
        this.observe(event, ordinal, moves)
      } catch (error) {
        counters.failed++
        runner.fail(error, out.name, event, ordinal)
        continue
      }
      counters.handled++
      out.push(event, ordinal)
    }
  }
}
