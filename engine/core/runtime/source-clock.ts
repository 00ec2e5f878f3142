import type { Key } from '../model/event.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'

/** The time of one source, or of one key of it. */
export interface SourceClock {
  readonly key: Key | undefined
  /** The key was the n-th; clocks that are due together go on in this order. */
  readonly seen: number
  /** Greatest event time seen. */
  greatest: number
  watermark: number
  /** Wall instant of the last event; of the start, where there was none. */
  arrived: number
  idle: boolean
  /** Where clocks are looked at one by one: when this one is next, Infinity where it need not be. */
  look: number
  /** An idle key is not forgotten before this instant. */
  keptUntil: number
}

export type SavedClock = readonly [
  key: Key,
  greatest: SavedTime,
  watermark: SavedTime,
  arrived: SavedTime,
  idle: boolean,
  keptUntil: SavedTime,
]

export const newClock = (key: Key | undefined, seen: number, now: number): SourceClock => ({
  key,
  seen,
  greatest: Number.NEGATIVE_INFINITY,
  watermark: Number.NEGATIVE_INFINITY,
  arrived: now,
  idle: false,
  look: Number.POSITIVE_INFINITY,
  keptUntil: Number.POSITIVE_INFINITY,
})

export const saveClock = (clock: SourceClock): SavedClock => [
  clock.key ?? null,
  saveTime(clock.greatest),
  saveTime(clock.watermark),
  saveTime(clock.arrived),
  clock.idle,
  saveTime(clock.idle ? clock.keptUntil : Number.POSITIVE_INFINITY),
]

export const loadClock = (
  [key, greatest, watermark, arrived, idle, keptUntil]: SavedClock,
  seen: number,
  perKey: boolean,
): SourceClock => ({
  key: perKey ? key : undefined,
  seen,
  greatest: loadTime(greatest),
  watermark: loadTime(watermark),
  arrived: loadTime(arrived),
  idle,
  look: Number.POSITIVE_INFINITY,
  keptUntil: loadTime(keptUntil),
})

/** How a source makes watermarks; all in ms. */
export interface ClockRules {
  readonly outOfOrder: number
  readonly idle: number
  readonly idleSpan: () => number
  /** How long results downstream may still have to wait for what has come. */
  readonly longestSpan: () => number
}

/** An event of this time moves the clock on; the source is active from now. */
export function observe(clock: SourceClock, time: number, now: number, { outOfOrder }: ClockRules): void {
  clock.arrived = now
  clock.idle = false
  if (time <= clock.greatest) return
  clock.greatest = time
  const watermark = time - outOfOrder - 1
  if (watermark > clock.watermark) clock.watermark = watermark
}

/**
 * While a source is idle its time goes on at the speed of the wall, from its last event:
 * W = last - B - 1 + (wall - arrived - idle), at most last + idleSpan. Without any event there is nothing to go on from.
 */
export function idleWatermark(clock: SourceClock, now: number, rules: ClockRules): number {
  if (clock.greatest === Number.NEGATIVE_INFINITY) return clock.watermark
  const onward = clock.greatest - rules.outOfOrder - 1 + (now - clock.arrived - rules.idle)
  return Math.max(clock.watermark, Math.min(onward, clock.greatest + rules.idleSpan()))
}

/**
 * A source that has ended brings nothing any more that would have to be waited for: its time stands at once where all
 * that has come is settled. It is not infinite, or another source that turns idle, and then goes on, would be late for
 * ever at the nodes that they share.
 */
export function finalWatermark({ watermark, greatest }: SourceClock, rules: ClockRules): number {
  return Math.max(watermark, greatest + Math.max(rules.idleSpan(), rules.longestSpan()))
}

/** The instant at which an idle clock's watermark reaches this time by itself; Infinity where it never does. */
export function reaches(clock: SourceClock, time: number, rules: ClockRules): number {
  if (clock.greatest === Number.NEGATIVE_INFINITY || time > clock.greatest + rules.idleSpan())
    return Number.POSITIVE_INFINITY
  return clock.arrived + rules.idle + (time - (clock.greatest - rules.outOfOrder - 1))
}

/**
 * When something happens next by itself: the clock turns idle, or, idle already, its watermark reaches the next timer
 * that waits for it (`timerAfter` gives the first above a watermark). Infinity where nothing does.
 */
export function nextInstant(
  clock: SourceClock,
  rules: ClockRules,
  timerAfter: (watermark: number) => number,
): number {
  if (!clock.idle) return clock.arrived + rules.idle
  return reaches(clock, timerAfter(clock.watermark), rules)
}
