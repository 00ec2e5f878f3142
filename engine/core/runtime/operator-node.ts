import type { Json } from '../model/json.ts'
import type { Event, Key } from '../model/event.ts'
import type { Batch, Watermarks } from './batch.ts'
import type { Cell, SetTimer } from './cell.ts'
import type { Frontier } from './frontier.ts'
import { HeldWatermark, type SavedHeldWatermark } from './held-watermark.ts'
import type { HookRunner, InputPort } from './hook-runner.ts'
import { KeyWatermarks, type SavedKeyWatermark } from './key-watermarks.ts'
import { Leftover, type Part } from './leftover.ts'
import { merge } from './merge.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'
import type { Pace } from './pace.ts'
import type { Turn } from './turn.ts'
import { unwired } from './unwired.ts'

/**
 * A node with inputs, in a running flow: takes one batch from each wire a turn, puts their elements into one order,
 * and hands them to the operator's hooks, each event under the watermark that stands before it.
 */
export class OperatorNode {
  readonly runner: HookRunner
  readonly frontier: Frontier
  /** The input each wire leads to, wire by wire. */
  private readonly inputOf: readonly InputPort[]
  /** For each track of the frontier, a wire that carries it. */
  private readonly trackWires: readonly number[]
  private watermark = Number.NEGATIVE_INFINITY
  private readonly perKey: KeyWatermarks | undefined
  private readonly found: (Cell | undefined)[] = []
  private readonly leftover = new Leftover()
  /** Where events are kept that go on later with their own times. */
  private readonly holding: HeldWatermark | undefined
  /** The event before which the turn was left; as many as there are where it was not. */
  private stoppedAt = 0

  constructor(
    runner: HookRunner,
    frontier: Frontier,
    inputOf: readonly InputPort[],
    trackWires: readonly number[],
  ) {
    this.runner = runner
    this.frontier = frontier
    this.inputOf = inputOf
    this.trackWires = trackWires
    if (frontier.perKey && runner.isKeyed) {
      this.perKey = new KeyWatermarks(runner)
      runner.aim = () => this.aim()
    }
    if (runner.holds) {
      const holding = new HeldWatermark(frontier.perKey)
      this.holding = holding
      runner.held = ({ key, time }, isHeld, ordinal) =>
        isHeld ? holding.hold(ordinal, key, time) : holding.release(ordinal, key, time)
    }
  }

  /** Whether the watermark that it passes on is the very record that came. */
  get passes(): boolean {
    return this.frontier.passes && this.holding === undefined
  }

  /** The first instant of a node that has no past. */
  start(now: number, ordinal: number): void {
    this.runner.context.now = now
    this.runner.start(ordinal)
  }

  /**
   * Handles the batches of one turn, in the order of the wires, as far as its pace allows; returns the moves of the
   * watermark that go on.
   */
  process(turn: Turn, batches: readonly Batch[], pace?: Pace): Watermarks {
    const { runner, frontier } = this
    const { context } = runner
    context.now = turn.now
    const fresh = frontier.passes ? this.only(turn, batches) : this.step(turn, batches)
    runner.state.sweep(turn.now)
    if (turn.kind === 'instant') this.fireWall(turn.now, turn.ordinal)
    const part = this.leftover.before(merge(batches), fresh)
    const { inflow, from, moves } = part
    if (runner.simple !== undefined) {
      const done = runner.simple(inflow.events, inflow.ordinals, from, pace)
      if (turn.stops !== undefined) runner.stop(turn.stops, turn.ordinal)
      if (done < inflow.events.length) return this.leftover.leave(part, done, limitOf(pace))
      this.leftover.drop()
      return moves
    }
    let move = this.handle(part, pace)
    if (this.stoppedAt < inflow.events.length) {
      const limit = limitOf(pace)
      while (move < moves.ordinals.length && (moves.ordinals[move] as number) <= limit)
        this.advance(moves, move++)
      const left = this.leftover.leave(part, this.stoppedAt, limit)
      return this.holding?.take() ?? left
    }
    this.leftover.drop()
    if (turn.kind === 'end') this.fireAllWall(turn.ordinal)
    const before = this.watermark
    while (move < moves.ordinals.length) this.advance(moves, move++)
    if (turn.kind === 'end') this.fireAllWall(turn.ordinal, before)
    if (turn.stops !== undefined) runner.stop(turn.stops, turn.ordinal)
    if (turn.kind === 'end') this.holding?.end(turn.ordinal)
    return this.holding?.take() ?? moves
  }

  /** How many events it keeps that go on later. */
  get held(): number {
    return this.holding?.count ?? 0
  }

  get keepsTimePerKey(): boolean {
    return this.perKey !== undefined
  }

  /** The watermark that the node has passed on. */
  get passed(): number {
    return this.watermark
  }

  /** The moves of the one track that there is. */
  private only(turn: Turn, batches: readonly Batch[]): Watermarks {
    const wire = this.trackWires[0]
    return wire === undefined ? unwired(turn) : (batches[wire] as Batch).watermarks // every wire has its batch
  }

  private step(turn: Turn, batches: readonly Batch[]): Watermarks {
    const tracks = this.trackWires.map((wire) => batches[wire] as Batch) // every wire has its batch
    return this.frontier.step(tracks, turn)
  }

  /** Hands the events on, each after the moves of the watermark before it; returns the first move that is left. */
  private handle({ inflow, from, moves }: Part, pace: Pace | undefined): number {
    const { events, ordinals, wires } = inflow
    const { runner, inputOf } = this
    const { timers } = runner
    const count = moves.ordinals.length
    const first = inputOf[0]
    const looksUp =
      wires === undefined &&
      first?.reads === 'key' &&
      first.per === undefined &&
      runner.isKeyed &&
      events.length > 8
    let move = 0
    this.stoppedAt = events.length
    for (let at = from; at < events.length; at++) {
      if (pace !== undefined && pace.stopsBefore(ordinals[at] as number, at - from)) {
        this.stoppedAt = at
        break
      }
      const place = (at - from) % ahead
      if (looksUp && place === 0)
        runner.state.findAll(events, at, Math.min(at + ahead, events.length), this.found)
      const ordinal = ordinals[at] as number // as many as events
      while (move < count && (moves.ordinals[move] as number) < ordinal) this.advance(moves, move++)
      const input = wires === undefined ? first : inputOf[wires[at] ?? 0]
      if (input === undefined) continue
      runner.event(input, events[at] as Event, ordinal, looksUp ? this.found[place] : undefined)
      if (this.perKey !== undefined) this.fireOf(ordinal)
      else if (timers.nextEventAtBest <= this.watermark) this.fireEvent(ordinal)
    }
    return move
  }

  /** What was left of a turn is given up. */
  abandon(): void {
    this.leftover.drop()
  }

  /** The next instant of the wall at which something is due here; Infinity where nothing is. */
  nextInstant(): number {
    return Math.min(this.runner.timers.next('wall'), this.frontier.nextInstant())
  }

  /** When the first event timer above this watermark is due; Infinity where there is none. */
  timerAfter(watermark: number): number {
    return this.runner.timers.after(watermark)
  }

  /** The same of one key. */
  timerAfterOf(key: Key, watermark: number): number {
    const { timers, state } = this.runner
    const cell = state.find(key)
    return cell === undefined ? Number.POSITIVE_INFINITY : timers.afterOf(cell, watermark)
  }

  private advance(moves: Watermarks, move: number): void {
    const ordinal = moves.ordinals[move] as number // `move` is one of them
    const time = moves.times[move] as number
    const key = moves.keys?.[move]
    this.onward(moves, move)
    if (this.perKey === undefined) {
      // What holds for one key says nothing about those that a node without time has at hand.
      if (time > this.watermark && key === undefined) this.rise(time, ordinal)
    } else if (key === undefined) {
      if (time > this.watermark) this.riseAll(time, ordinal)
    } else if (moves.gone?.[move] === true) {
      this.perKey.gone(key)
    } else {
      this.riseOf(key, time, ordinal)
    }
  }

  /** What of a move goes on while events are kept. */
  private onward({ ordinals, times, keys, idle, gone }: Watermarks, move: number): void {
    if (this.holding === undefined) return
    const ordinal = ordinals[move] as number // as in `advance`
    const key = keys?.[move]
    if (gone?.[move] === true && key !== undefined) this.holding.forget(ordinal, key)
    else this.holding.rise(ordinal, times[move] as number, key, idle?.[move] ?? false)
  }

  private rise(time: number, ordinal: number): void {
    const { context, timers } = this.runner
    context.passed = this.watermark
    context.watermark = this.watermark = time
    if (timers.nextEventAtBest <= time) this.fireEvent(ordinal)
    context.passed = time
  }

  private fireEvent(ordinal: number): void {
    const { timers } = this.runner
    for (let due = timers.takeDue('event', this.watermark); due.length > 0;) {
      this.runner.expect(due.length)
      for (const timer of due) this.fire(timer, ordinal)
      due = timers.takeDue('event', this.watermark)
    }
  }

  /** The timers of the key at hand that its watermark has reached; those of one time, then what that has set, and so on. */
  private fireOf(ordinal: number): void {
    const { context, timers } = this.runner
    const { cell } = context
    if (cell === undefined || !cell.hasTimers) return
    for (let due = timers.dueOf(cell, context.watermark); due.length > 0;) {
      for (const timer of due) this.fire(timer, ordinal)
      due = timers.dueOf(cell, context.watermark)
    }
  }

  private riseOf(key: Key, time: number, ordinal: number): void {
    const before = this.perKey?.rise(key, time, this.watermark) ?? Number.POSITIVE_INFINITY
    if (time <= before) return
    const { context, state } = this.runner
    context.cell = state.find(key)
    context.passed = before
    context.watermark = time
    this.fireOf(ordinal)
  }

  /** All keys at once, as at the end of input: results by time, then by first appearance of the key. */
  private riseAll(time: number, ordinal: number): void {
    const { context, timers } = this.runner
    const before = this.watermark
    this.watermark = time
    for (let due = timers.takeDue('event', time); due.length > 0; due = timers.takeDue('event', time)) {
      for (const timer of due) {
        context.passed = Math.max(this.perKey?.of(timer.cell) ?? before, before)
        context.watermark = time
        this.fire(timer, ordinal)
      }
    }
  }

  /** The watermark of the key at hand; `floor` is what holds for every key. */
  private aim(floor = this.watermark): void {
    const { context } = this.runner
    const { cell } = context
    const own = cell === undefined ? undefined : this.perKey?.of(cell)
    context.watermark = context.passed = Math.max(own ?? floor, floor)
  }

  /** Fires the wall timers up to an instant; `floor` is the watermark that was passed on for every key. */
  private fireWall(until: number, ordinal: number, floor = this.watermark): void {
    const { context, timers } = this.runner
    for (let due = timers.takeDue('wall', until); due.length > 0; due = timers.takeDue('wall', until)) {
      for (const timer of due) {
        context.cell = timer.cell
        this.aim(floor)
        this.fire(timer, ordinal)
      }
    }
  }

  /**
   * At the end of input what waits for the wall fires once, each at its own instant. Even once all event time has
   * passed, new events only have to lie above the watermark that was passed on before.
   */
  private fireAllWall(ordinal: number, floor = this.watermark): void {
    const { context, timers } = this.runner
    const { now } = context
    context.ended = true
    for (let at = timers.next('wall'); at < Number.POSITIVE_INFINITY; at = timers.next('wall')) {
      context.now = at
      this.fireWall(at, ordinal, floor)
    }
    context.now = now
    context.ended = false
  }

  private fire(timer: SetTimer, ordinal: number): void {
    if (timer.live) this.runner.timer(timer, ordinal)
  }

  saveWatermarks(): Json {
    const saved: SavedWatermarks = {
      watermark: saveTime(this.watermark),
      keys: this.perKey?.save() ?? [],
      frontier: this.frontier.save(),
      ...(this.holding === undefined ? {} : { held: this.holding.save() }),
    }
    return saved as unknown as Json // plain data by construction
  }

  loadWatermarks(json: Json): void {
    const saved = json as unknown as SavedWatermarks // what `saveWatermarks` made
    this.watermark = loadTime(saved.watermark)
    this.runner.context.watermark = this.runner.context.passed = this.watermark
    this.perKey?.load(saved.keys)
    this.frontier.load(saved.frontier)
    if (saved.held !== undefined) this.holding?.load(saved.held)
  }
}

/** So many cells are looked up at once. */
const ahead = 64

const limitOf = (pace: Pace | undefined): number => pace?.limit ?? Number.POSITIVE_INFINITY

interface SavedWatermarks {
  readonly watermark: SavedTime
  readonly keys: readonly SavedKeyWatermark[]
  readonly frontier: Json
  readonly held?: SavedHeldWatermark
}
