import type { Key } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import type { WatermarkBuilder } from './batch.ts'
import {
  type ClockRules,
  finalWatermark,
  idleWatermark,
  loadClock,
  newClock,
  nextInstant,
  observe,
  saveClock,
  type SavedClock,
  type SourceClock,
} from './source-clock.ts'
import type { SourceClocks, TimersBelow } from './source-clocks.ts'

/** One time for all keys of a source. */
export class OneClock implements SourceClocks {
  /** There from the start on. */
  private clock: SourceClock | undefined
  private readonly rules: ClockRules
  private readonly timers: TimersBelow

  constructor(rules: ClockRules, timers: TimersBelow) {
    this.rules = rules
    this.timers = timers
  }

  get watermark(): number {
    return this.clock?.watermark ?? Number.NEGATIVE_INFINITY
  }

  start(now: number): void {
    this.clock = newClock(undefined, 0, now)
  }

  event(_key: Key, time: number, now: number, ordinal: number, moves: WatermarkBuilder): void {
    const clock = (this.clock ??= newClock(undefined, 0, now))
    if (clock.idle) {
      clock.watermark = idleWatermark(clock, now, this.rules)
      moves.add(ordinal - 1, clock.watermark)
    }
    const before = clock.watermark
    observe(clock, time, now, this.rules)
    if (clock.watermark > before) moves.add(ordinal + 1, clock.watermark)
  }

  /** The clock is there already, and idle as long as nothing else has come. */
  retained(): void {}

  promise(
    watermark: number,
    _key: Key | undefined,
    now: number,
    ordinal: number,
    moves: WatermarkBuilder,
  ): void {
    const clock = (this.clock ??= newClock(undefined, 0, now))
    if (watermark <= clock.watermark) return
    const isLast = watermark === Number.POSITIVE_INFINITY
    clock.watermark = isLast ? finalWatermark(clock, this.rules) : watermark
    clock.idle ||= isLast
    moves.add(ordinal, clock.watermark, undefined, clock.idle)
  }

  instant(now: number, ordinal: number, moves: WatermarkBuilder): void {
    const { clock, rules } = this
    if (clock === undefined || now < clock.arrived + rules.idle) return
    const watermark = idleWatermark(clock, now, rules)
    if (clock.idle && watermark <= clock.watermark) return
    clock.idle = true
    clock.watermark = watermark
    moves.add(ordinal, watermark, undefined, true)
  }

  nextInstant(): number {
    if (this.clock === undefined) return Number.POSITIVE_INFINITY
    return nextInstant(this.clock, this.rules, (watermark) => this.timers.ofAll(watermark))
  }

  /** Timers are asked for whenever the next instant is. */
  timerSet(): void {}
  reschedule(): void {}

  save(): Json {
    return (this.clock === undefined ? null : saveClock(this.clock)) as unknown as Json // plain data by construction
  }

  load(json: Json): void {
    const saved = json as unknown as SavedClock | null // what `save` made
    if (saved !== null) this.clock = loadClock(saved, 0, false)
  }
}
