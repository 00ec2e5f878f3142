import type { NextTick } from './schedule.ts'

/** A tick to make, and for how many it stands. */
export interface MadeTick {
  readonly tick: number
  readonly count: number
}

/** What to make now, and the instant from which on the next tick is to be looked for. */
export interface Missed {
  readonly made: readonly MadeTick[]
  readonly reached: number
}

/** So many ticks are made at once; with `all`, the others follow in the next millisecond. */
const mostAtOnce = 1_000

/** So many ticks are counted; looking for more of them would take too long. */
const mostCounted = 10_000

/**
 * Which ticks to make when one was due at `due` and it is `now`. Usually these are the same. Where the flow did not run
 * in between, others have fallen due since, and `rule` says what becomes of them; a tick of this very instant is no
 * missed one.
 */
export function missedTicks(due: number, now: number, next: NextTick, rule: 'once' | 'all' | 'skip'): Missed {
  if (due >= now) return { made: [{ tick: due, count: 1 }], reached: due }
  const most = rule === 'all' ? mostAtOnce : mostCounted
  const ticks: number[] = []
  let tick: number | undefined = due
  for (; tick !== undefined && tick <= now && ticks.length < most; tick = next(tick)) ticks.push(tick)
  const complete = tick === undefined || tick > now
  const reached = ticks.at(-1) ?? due
  if (rule === 'all') return { made: ticks.map((one) => ({ tick: one, count: 1 })), reached }

  const last = complete ? reached : lastTick(now, next)
  if (rule === 'skip' && last < now) return { made: [], reached: now }
  return { made: [{ tick: last, count: rule === 'skip' ? 1 : ticks.length }], reached: now }
}

/** The last tick at or before an instant: from ever further back the next one, until that is not behind it. */
function lastTick(until: number, next: NextTick): number {
  let last = until
  for (let back = 1; ; back *= 2) {
    const tick = next(until - back)
    if (tick === undefined || tick > until) continue
    last = tick
    break
  }
  for (let tick = next(last); tick !== undefined && tick <= until; tick = next(tick)) last = tick
  return last
}
