import { type Key, keyId, type Scalar } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import type { Json } from '../model/json.ts'
import { demandShort } from '../model/key-length.ts'
import type { WatermarkBuilder } from './batch.ts'
import { ClockAppointments } from './clock-appointments.ts'
import { FirstToReach } from './first-to-reach.ts'
import { LeavingKeys } from './leaving-keys.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'
import {
  type ClockRules,
  finalWatermark,
  idleWatermark,
  loadClock,
  newClock,
  nextInstant,
  observe,
  reaches,
  saveClock,
  type SavedClock,
  type SourceClock,
} from './source-clock.ts'
import type { SourceClocks, TimersBelow } from './source-clocks.ts'

export interface KeyLimits {
  /**
   * A key that is idle is forgotten so long after its last event, ms of wall time, or later, once nothing waits any more
   * that its time would go on to.
   */
  readonly forget: number
  readonly maxKeys: number
}

/**
 * A time for each key of a source.
 *
 * Idle keys go on by themselves to the timers that wait for them. For timers of nodes with one time for all keys the
 * greatest time of an idle key counts, once all are idle, so one at a time goes on to those.
 */
export class KeyClocks implements SourceClocks {
  readonly watermark = Number.NEGATIVE_INFINITY
  private readonly clocks = new Map<Scalar, SourceClock>()
  private readonly rules: ClockRules
  private readonly limits: KeyLimits
  private readonly timers: TimersBelow
  /** When to look at a clock again; perhaps too early, never too late. */
  private readonly looks = new ClockAppointments('look', this.clocks)
  /** In order of their last event, then of first appearance, since they turn idle in that order. */
  private readonly idle = new Set<SourceClock>()
  private readonly front: FirstToReach
  /** The greatest watermark that a key has had, even one that is forgotten. */
  private greatest = Number.NEGATIVE_INFINITY
  private readonly leaving: LeavingKeys
  private seen = 0
  /** Infinity once a key has come, or the source was idle without any. */
  private startedAt = Number.POSITIVE_INFINITY

  constructor(rules: ClockRules, limits: KeyLimits, timers: TimersBelow) {
    this.rules = rules
    this.limits = limits
    this.timers = timers
    this.front = new FirstToReach(rules, this.idle)
    this.leaving = new LeavingKeys(this.clocks, limits.forget)
  }

  start(now: number): void {
    this.startedAt = now
  }

  event(key: Key, time: number, now: number, ordinal: number, moves: WatermarkBuilder): void {
    const clock = this.of(key, now)
    if (clock.idle) {
      this.idle.delete(clock)
      clock.watermark = idleWatermark(clock, now, this.rules)
      moves.add(ordinal - 1, clock.watermark, clock.key)
      this.look(clock, now + this.rules.idle)
    }
    const before = clock.watermark
    observe(clock, time, now, this.rules)
    if (clock.watermark > before) moves.add(ordinal + 1, clock.watermark, clock.key)
    this.greatest = Math.max(this.greatest, clock.watermark)
  }

  retained(key: Key, now: number): void {
    this.of(key, now)
  }

  promise(
    watermark: number,
    key: Key | undefined,
    now: number,
    ordinal: number,
    moves: WatermarkBuilder,
  ): void {
    if (watermark === Number.POSITIVE_INFINITY) {
      this.end(key === undefined ? [...this.clocks.values()] : [this.of(key, now)], ordinal, moves)
      return
    }
    if (key === undefined) {
      for (const clock of this.clocks.values()) clock.watermark = Math.max(clock.watermark, watermark)
      moves.add(ordinal, watermark)
    } else {
      const clock = this.of(key, now)
      if (watermark <= clock.watermark) return
      clock.watermark = watermark
      moves.add(ordinal, watermark, clock.key, clock.idle)
    }
    this.greatest = Math.max(this.greatest, watermark)
  }

  instant(now: number, ordinal: number, moves: WatermarkBuilder): void {
    // Before anything goes on: all that waits downstream is known now, which in the midst of a turn it is not.
    this.leaving.letGo(
      now,
      (clock) => this.awaited(clock),
      (clock) => this.forget(clock, ordinal, moves),
    )
    while (this.looks.next <= now) {
      const at = this.looks.next
      for (const clock of this.looks.take()) {
        if (this.next(clock) <= at) this.step(clock, now, ordinal, moves)
        this.look(clock, this.next(clock))
      }
    }
    for (let clock = this.first(); clock !== undefined && this.reaches(clock) <= now; clock = this.first()) {
      this.step(clock, now, ordinal, moves)
    }
    // With no key at all the source as a whole is idle, once.
    if (now >= this.startedAt + this.rules.idle) this.rest(ordinal, moves)
  }

  nextInstant(): number {
    this.looks.settle((clock) => this.next(clock))
    const first = this.first()
    return Math.min(
      this.looks.next,
      this.leaving.next,
      this.startedAt + this.rules.idle,
      first === undefined ? Number.POSITIVE_INFINITY : this.reaches(first),
    )
  }

  timerSet(key: Key): void {
    const clock = this.clocks.get(keyId(key))
    if (clock?.idle === true) this.look(clock, this.next(clock))
  }

  reschedule(): void {
    for (const clock of this.clocks.values()) this.look(clock, this.next(clock))
  }

  save(): Json {
    const saved: Saved = {
      startedAt: saveTime(this.startedAt),
      greatest: saveTime(this.greatest),
      clocks: [...this.clocks.values()].map(saveClock),
    }
    return saved as unknown as Json // plain data by construction
  }

  load(json: Json): void {
    const saved = json as unknown as Saved // what `save` made
    this.startedAt = loadTime(saved.startedAt)
    this.greatest = loadTime(saved.greatest)
    const clocks = saved.clocks.map((one) => loadClock(one, this.seen++, true))
    for (const clock of clocks) this.clocks.set(keyId(clock.key ?? null), clock)
    const idle = clocks.filter((clock) => clock.idle)
    for (const clock of idle.sort((a, b) => a.arrived - b.arrived)) this.idle.add(clock)
    this.leaving.restore()
  }

  /** The clock of a key, made where there is none; throws where there are too many. */
  private of(key: Key, now: number): SourceClock {
    const { maxKeys } = this.limits
    const id = keyId(key)
    const known = this.clocks.get(id)
    if (known !== undefined) return known
    demandShort(key)
    if (this.clocks.size >= maxKeys) {
      throw new Failure(
        'too-many-keys',
        `this source keeps the time of ${maxKeys} keys at most (setting maxKeys)`,
      )
    }
    const fresh = newClock(key, this.seen++, now)
    this.clocks.set(id, fresh)
    this.look(fresh, now + this.rules.idle)
    this.startedAt = Number.POSITIVE_INFINITY
    return fresh
  }

  private next(clock: SourceClock): number {
    return nextInstant(clock, this.rules, (watermark) => this.timers.ofKey(watermark, clock.key ?? null))
  }

  private look(clock: SourceClock, at: number): void {
    if (at < clock.look) this.looks.set(clock, at)
  }

  /** The clock that goes on first to what waits at nodes with one time for all keys, where all clocks are idle. */
  private first(): SourceClock | undefined {
    if (this.idle.size === 0 || this.idle.size < this.clocks.size) return undefined
    const timer = this.timers.ofAll(this.greatest)
    return timer === Number.POSITIVE_INFINITY ? undefined : this.front.find(timer)
  }

  private reaches(clock: SourceClock): number {
    return reaches(clock, this.timers.ofAll(this.greatest), this.rules)
  }

  /** Nothing comes of these keys any more. */
  private end(clocks: readonly SourceClock[], ordinal: number, moves: WatermarkBuilder): void {
    if (this.startedAt < Number.POSITIVE_INFINITY) this.rest(ordinal, moves)
    for (const clock of clocks) this.goOn(clock, finalWatermark(clock, this.rules), ordinal, moves)
  }

  /** No key has come; the source as a whole is idle. */
  private rest(ordinal: number, moves: WatermarkBuilder): void {
    this.startedAt = Number.POSITIVE_INFINITY
    moves.add(ordinal, Number.NEGATIVE_INFINITY, undefined, true)
  }

  private step(clock: SourceClock, now: number, ordinal: number, moves: WatermarkBuilder): void {
    this.goOn(clock, idleWatermark(clock, now, this.rules), ordinal, moves)
  }

  /** The clock is idle, from now on if it was not, and stands there. */
  private goOn(clock: SourceClock, watermark: number, ordinal: number, moves: WatermarkBuilder): void {
    clock.watermark = watermark
    this.greatest = Math.max(this.greatest, clock.watermark)
    if (!clock.idle) {
      clock.idle = true
      this.idle.add(clock)
      this.front.paused(clock)
      this.leaving.paused(clock)
    }
    moves.add(ordinal, clock.watermark, clock.key, true)
  }

  private forget(clock: SourceClock, ordinal: number, moves: WatermarkBuilder): void {
    this.idle.delete(clock)
    this.clocks.delete(keyId(clock.key ?? null))
    this.looks.set(clock, Number.POSITIVE_INFINITY)
    moves.forget(ordinal, clock.key ?? null)
  }

  /** When an idle clock goes on to something that waits for it; Infinity where nothing does. */
  private awaited(clock: SourceClock): number {
    const alone = this.next(clock)
    return this.idle.size < this.clocks.size ? alone : Math.min(alone, this.reaches(clock))
  }
}

interface Saved {
  readonly startedAt: SavedTime
  readonly greatest: SavedTime
  readonly clocks: readonly SavedClock[]
}
