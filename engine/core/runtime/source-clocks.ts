import { type Key, keyId, type Scalar } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import type { Json } from '../model/json.ts'
import type { WatermarkBuilder } from './batch.ts'
import { TimeBuckets } from './time-buckets.ts'
import {
  type ClockRules,
  idleWatermark,
  loadClock,
  newClock,
  nextInstant,
  observe,
  saveClock,
  type SavedClock,
  type SourceClock,
} from './source-clock.ts'

/** Gives the time of the first timer downstream above a watermark, of one key or of any. */
export type TimerAfter = (watermark: number, key: Key | undefined) => number

export interface ClockLimits {
  readonly perKey: boolean
  readonly forget: number
  readonly maxKeys: number
}

/** The clocks of one source: a single one, or one for each key. Every move of a watermark is added to `moves`. */
export class SourceClocks {
  private readonly clocks = new Map<Scalar, SourceClock>()
  /** The one clock, where there is one for all keys. */
  private single: SourceClock | undefined
  private readonly rules: ClockRules
  private readonly limits: ClockLimits
  private readonly timerAfter: TimerAfter
  /** Per key: when to look at a clock again. A clock may stand in it several times, and too early; never too late. */
  private readonly looks = new TimeBuckets<SourceClock>()
  private readonly idle = new Set<SourceClock>()
  private seen = 0
  private startedAt = Number.POSITIVE_INFINITY
  private sweptAt = Number.NEGATIVE_INFINITY

  constructor(rules: ClockRules, limits: ClockLimits, timerAfter: TimerAfter) {
    this.rules = rules
    this.limits = limits
    this.timerAfter = timerAfter
  }

  /** Of the source as a whole; -Infinity before the first, and where each key has its own. */
  get watermark(): number {
    return this.limits.perKey
      ? Number.NEGATIVE_INFINITY
      : (this.clocks.get(null)?.watermark ?? Number.NEGATIVE_INFINITY)
  }

  start(now: number): void {
    this.startedAt = now
    if (!this.limits.perKey) this.keep(newClock(undefined, this.seen++, now))
  }

  /** An event: the watermark before it, where time went on by itself, and after it. `ordinal` is that of the event. */
  event(key: Key, time: number, now: number, ordinal: number, moves: WatermarkBuilder): void {
    const clock = this.of(key, now)
    if (clock.idle) {
      this.idle.delete(clock)
      clock.watermark = idleWatermark(clock, now, this.rules)
      moves.add(ordinal - 1, clock.watermark, clock.key)
      if (this.limits.perKey) this.look(clock, now + this.rules.idle)
    }
    const before = clock.watermark
    observe(clock, time, now, this.rules)
    if (clock.watermark > before) moves.add(ordinal + 1, clock.watermark, clock.key)
  }

  /** A promise from outside that no event at or below this time is to come (of a key, or of any). */
  promise(
    watermark: number,
    key: Key | undefined,
    now: number,
    ordinal: number,
    moves: WatermarkBuilder,
  ): void {
    if (this.limits.perKey && key === undefined) {
      for (const clock of this.clocks.values()) clock.watermark = Math.max(clock.watermark, watermark)
      moves.add(ordinal, watermark)
      return
    }
    const clock = this.of(key ?? null, now)
    if (watermark <= clock.watermark) return
    clock.watermark = watermark
    moves.add(ordinal, watermark, clock.key, clock.idle)
  }

  /** An instant of the wall: what is due turns idle or goes on by itself. */
  instant(now: number, ordinal: number, moves: WatermarkBuilder): void {
    if (!this.limits.perKey) {
      for (const clock of this.clocks.values()) this.step(clock, now, ordinal, moves)
      return
    }
    while (this.looks.next <= now) {
      for (const clock of inOrder(this.looks.take())) {
        this.step(clock, now, ordinal, moves)
        this.look(clock, this.next(clock))
      }
    }
    // With no key at all the source as a whole is idle, once.
    if (this.clocks.size === 0 && now >= this.startedAt + this.rules.idle) {
      this.startedAt = Number.POSITIVE_INFINITY
      moves.add(ordinal, Number.NEGATIVE_INFINITY, undefined, true)
    }
    if (now - this.sweptAt >= this.limits.forget / 8) this.sweep(now)
  }

  /** When something happens next by itself; Infinity where nothing does. */
  nextInstant(): number {
    if (this.limits.perKey) {
      this.settleLooks()
      const silent = this.clocks.size === 0 ? this.startedAt + this.rules.idle : Number.POSITIVE_INFINITY
      return Math.min(this.looks.next, silent)
    }
    return this.single === undefined ? Number.POSITIVE_INFINITY : this.next(this.single)
  }

  /** A timer was set downstream (for this key, or for all); a clock that is idle may have to go on to it. */
  timerSet(key: Key | undefined): void {
    if (!this.limits.perKey) return
    if (key === undefined) {
      for (const clock of this.idle) this.look(clock, this.next(clock))
    } else {
      const clock = this.clocks.get(keyId(key))
      if (clock?.idle === true) this.look(clock, this.next(clock))
    }
  }

  /** After a restore, once the timers are back. */
  reschedule(): void {
    if (this.limits.perKey) for (const clock of this.clocks.values()) this.look(clock, this.next(clock))
  }

  save(): Json {
    const saved: Saved = {
      startedAt: Number.isFinite(this.startedAt) ? this.startedAt : null,
      clocks: [...this.clocks.values()].map(saveClock),
    }
    return saved as unknown as Json // plain data by construction
  }

  load(json: Json): void {
    const saved = json as unknown as Saved // what `save` made
    this.startedAt = saved.startedAt ?? Number.POSITIVE_INFINITY
    for (const one of saved.clocks) {
      const clock = loadClock(one, this.seen++, this.limits.perKey)
      this.keep(clock)
      if (clock.idle) this.idle.add(clock)
    }
  }

  private of(key: Key, now: number): SourceClock {
    if (this.single !== undefined) return this.single
    const { perKey, maxKeys } = this.limits
    const id = perKey ? keyId(key) : null
    const known = this.clocks.get(id)
    if (known !== undefined) return known
    if (this.clocks.size >= maxKeys) this.sweep(now)
    if (this.clocks.size >= maxKeys) {
      throw new Failure(
        'too-many-keys',
        `this source keeps the time of ${maxKeys} keys at most (setting maxKeys)`,
      )
    }
    const fresh = newClock(perKey ? key : undefined, this.seen++, now)
    this.keep(fresh)
    if (perKey) this.look(fresh, now + this.rules.idle)
    return fresh
  }

  private keep(clock: SourceClock): void {
    this.clocks.set(clock.key === undefined ? null : keyId(clock.key), clock)
    if (!this.limits.perKey) this.single = clock
  }

  private next(clock: SourceClock): number {
    return nextInstant(clock, this.rules, (watermark) => this.timerAfter(watermark, clock.key))
  }

  private look(clock: SourceClock, at: number): void {
    if (at < Number.POSITIVE_INFINITY) this.looks.add(at, clock)
  }

  private step(clock: SourceClock, now: number, ordinal: number, moves: WatermarkBuilder): void {
    if (now < clock.arrived + this.rules.idle) return
    const watermark = idleWatermark(clock, now, this.rules)
    if (clock.idle && watermark <= clock.watermark) return
    clock.idle = true
    this.idle.add(clock)
    clock.watermark = watermark
    moves.add(ordinal, watermark, clock.key, true)
  }

  private sweep(now: number): void {
    this.sweptAt = now
    for (const [id, clock] of this.clocks) {
      if (clock.idle && now - clock.arrived >= this.limits.forget) {
        this.clocks.delete(id)
        this.idle.delete(clock)
      }
    }
  }

  /** Puts off looks that would come too early, so that an instant is named only where something is due. */
  private settleLooks(): void {
    for (;;) {
      const at = this.looks.next
      if (at === Number.POSITIVE_INFINITY) return
      const clocks = new Set(this.looks.take())
      let due = false
      for (const clock of clocks) {
        const next = this.clocks.has(clock.key === undefined ? null : keyId(clock.key))
          ? this.next(clock)
          : Number.POSITIVE_INFINITY
        this.look(clock, next)
        due ||= next <= at
      }
      if (due) return
    }
  }
}

/** Each once, in the order in which their keys appeared. */
function inOrder(clocks: readonly SourceClock[]): SourceClock[] {
  return [...new Set(clocks)].sort((a, b) => a.seen - b.seen)
}

interface Saved {
  readonly startedAt: number | null
  readonly clocks: readonly SavedClock[]
}
